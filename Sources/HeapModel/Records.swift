import BigInt
import Timelines

/// A reference to an object: the place of its record in the heap.
package struct Ref: Hashable, Sendable {
    package var raw: Int32

    package init(_ raw: Int32) { self.raw = raw }

    /// No object: an unbound local variable, an empty cell.
    package static let null = Ref(-1)

    @inline(__always) package var index: Int { Int(raw) }
    @inline(__always) package var isNull: Bool { raw < 0 }
}

package struct ObjectFlags: OptionSet, Sendable {
    package var rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The interpreter shares the object with all else; its real count says nothing.
    package static let shared = ObjectFlags(rawValue: 1)
    /// A name or slot has held it: it belongs to the story until it dies.
    package static let story = ObjectFlags(rawValue: 2)
    /// What it refers to counts as shown. Unset for constant tuples, iterators and bound methods that only the
    /// interpreter holds.
    package static let showsReferences = ObjectFlags(rawValue: 4)
    /// The collector follows it.
    package static let tracked = ObjectFlags(rawValue: 8)
    /// The record is free.
    package static let freed = ObjectFlags(rawValue: 16)
    /// A string in the table of interned strings.
    package static let interned = ObjectFlags(rawValue: 32)
    /// A tuple that an iterator keeps to hand it out again.
    package static let handedOut = ObjectFlags(rawValue: 64)
    /// Weak references point at it (`Heap.weakLists`).
    package static let weaklyReferenced = ObjectFlags(rawValue: 128)
    /// Its finalizer has run.
    package static let finalized = ObjectFlags(rawValue: 256)
    /// A piece of code that keeps the memory of a frame.
    package static let keepsFrame = ObjectFlags(rawValue: 1 << 14)
    /// An instance whose attributes lie in a dict that the collector counts.
    package static let hasDict = ObjectFlags(rawValue: 1 << 15)
    /// The `__dict__` of an instance whose attributes still lie in the instance.
    static let inlineDict = ObjectFlags(rawValue: 1 << 10)
    /// Held by a name or slot, with what it refers to shown.
    static let told: ObjectFlags = [.story, .showsReferences]
    /// Made by a library that is written in Python. What it refers to is hidden where `showsReferences` is unset.
    package static let library = ObjectFlags(rawValue: 1 << 11)
    /// An instance that keeps more than its value has room for (`InstanceParts.swift`).
    static let hasParts = ObjectFlags(rawValue: 512)
}

/// One object in memory.
package struct ObjectRecord: Sendable {
    // The order of the members is the one that leaves no gaps: 48 bytes.
    package var value: Value
    package var generation: UInt8 = 0
    package var flags: ObjectFlags
    /// References from names and slots.
    package var taught: Int32 = 0
    /// References that the interpreter holds.
    package var hidden: Int32 = 0
    package var type: Ref
    /// The identity in the timeline, 0 as long as nobody asked for it.
    var story: Int32 = 0
    /// In units of 16 bytes above the base of the address space.
    var address: Int32 = 0

    init(value: Value, type: Ref, flags: ObjectFlags) {
        self.value = value
        self.type = type
        self.flags = flags.union(value.startsHidden ? [] : .showsReferences)
    }
}

/// What an object holds, by its layout.
package enum Value: Sendable {
    /// Nothing beyond its class: `None`, `object()`.
    case none
    case int(Int)
    indirect case bigInt(BigInt)
    case float(Double)
    case complex(ComplexNumber)
    case string(String)
    case bytes([UInt8])
    case list(ListValue)
    case tuple([Ref])
    case dict(DictTable)
    case instance(Namespace)
    indirect case userClass(ClassInfo)
    indirect case builtinType(ClassInfo)
    indirect case function(FunctionInfo)
    indirect case code(CodeInfo)
    case module(Symbol)
    /// A method of an instance; the interpreter holds both until something else holds the method.
    case boundMethod(receiver: Ref, function: Ref)
    /// A function that was asked for through a class, in 2.7.
    case unboundMethod(type: Ref, function: Ref)
    /// A function written in C, by its number in the interpreter's table; `receiver` is null for a plain function.
    case native(number: Int32, receiver: Ref)
    case range(RangeValue)
    case iterator(IteratorState)
    /// What is left of a range that is gone through; the range itself is not held.
    case rangeIterator(RangeValue)
    indirect case adapter(AdapterState)
    indirect case set(SetTable)
    case slice(SliceValue)
    indirect case array(ArrayValue)
    case dictView(DictViewKind, Ref)
    case cell(Ref)
    indirect case exception(ExceptionInfo)
    /// One level of a traceback: the frame, the line that ran, and the next level inwards.
    case traceback(frame: Ref, next: Ref, line: Int32)
    indirect case frame(FrameObject)
    indirect case generator(GeneratorInfo)
    /// `@property`: the functions that get, set and delete; null where there is none.
    case property(get: Ref, set: Ref, delete: Ref)
    /// `@staticmethod` or `@classmethod`.
    case wrappedMethod(Ref, isStatic: Bool)
    /// `super()`: the class after which the search starts, and the instance or class that it is for.
    case superObject(after: Ref, subject: Ref)
    /// What a class has for a name in `__slots__`.
    indirect case member(MemberInfo)
    /// The `__dict__` of a class, to look at; the class is not held.
    case classDict(Ref)
    case weakReference(WeakReferenceInfo)

    /// Whether the interpreter alone holds such an object at first, so that what it refers to is hidden.
    var startsHidden: Bool {
        switch self {
        case .boundMethod, .unboundMethod, .native, .iterator, .adapter, .dictView, .code, .exception, .traceback,
            .frame, .generator,
            .superObject:
            true
        default: false
        }
    }
}

package struct ListValue: Sendable {
    package var items: [Ref]
    /// How many items fit before the list has to grow; CPython over-allocates (Objects/listobject.c, list_resize).
    package var allocated: Int

    package init(_ items: [Ref], allocated: Int? = nil) {
        self.items = items
        self.allocated = allocated ?? items.count
    }
}

package struct RangeValue: Sendable {
    package var start: Int
    package var stop: Int
    package var step: Int

    package init(start: Int, stop: Int, step: Int) {
        self.start = start
        self.stop = stop
        self.step = step
    }

    package func contains(_ value: Int) -> Bool {
        guard step > 0 ? start <= value && value < stop : stop < value && value <= start else { return false }
        return (value - start) % step == 0
    }

    package var count: Int {
        if step > 0 { return start < stop ? (stop - 1 - start) / step + 1 : 0 }
        return start > stop ? (start - 1 - stop) / -step + 1 : 0
    }
}

package enum DictViewKind: String, Sendable {
    case keys, values, items
}

package struct IteratorState: Sendable {
    /// What it goes through; null once it is exhausted, when CPython lets go of it.
    package var source: Ref
    package var position: Int32 = 0
    /// How many entries the source had at first; a dict must keep its number.
    package var expectedCount: Int32
    /// The pair that an iterator over a dict's items hands out again where nobody else holds it; hidden.
    package var result = Ref.null

    package init(source: Ref, expectedCount: Int, position: Int = 0) {
        self.source = source
        self.expectedCount = Int32(clamping: expectedCount)
        self.position = Int32(clamping: position)
    }
}

/// An iterator that draws on others: `enumerate`, `zip`, `map`, `filter`, `iter(function, sentinel)`.
package struct AdapterState: Sendable {
    /// What it calls for each item; null where it calls nothing.
    package var function = Ref.null
    package var sources: [Ref] = []
    /// What ends `iter(function, sentinel)`.
    package var sentinel = Ref.null
    /// The tuple that it hands out again where nobody else holds it; hidden.
    package var result = Ref.null
    /// The next number of an `enumerate`.
    package var number = 0
    /// Whether a `zip` insists on sources of one length.
    package var isStrict = false
    /// How long the tuple is in which it keeps its iterators, where it has one: `map` and `zip` do (Python/bltinmodule.c,
    /// map_new and zip_new).
    package var sourceTuple = 0

    package init() {}
}

/// What a slice object holds; each is an object, `None` where it was left out.
package struct SliceValue: Sendable {
    package var start: Ref
    package var stop: Ref
    package var step: Ref

    package init(start: Ref, stop: Ref, step: Ref) {
        self.start = start
        self.stop = stop
        self.step = step
    }
}

/// An exception. References that are not there are null.
package struct ExceptionInfo: Sendable {
    /// The tuple `args`.
    package var arguments: Ref
    package var traceback = Ref.null
    package var context = Ref.null
    package var cause = Ref.null
    package var suppressesContext = false
    /// What an AttributeError was raised about: it keeps the object in `obj` (Objects/object.c,
    /// set_attribute_error_context).
    package var subject = Ref.null
    package var attributes = Namespace()

    package init(arguments: Ref) {
        self.arguments = arguments
    }
}

/// A frame as an object, which a traceback holds. As long as the frame runs it has no variables of its own.
package struct FrameObject: Sendable {
    package var name: String
    package var code: Ref
    /// The function and the frame that called it, once the frame has been left; null before (Python/frame.c,
    /// take_ownership).
    package var function = Ref.null
    package var back = Ref.null
    package var variables: [Symbol]
    /// The values of the variables once the frame has been left; null where unbound.
    package var values: [Ref]

    package init(name: String, code: Ref, variables: [Symbol] = [], values: [Ref] = []) {
        self.name = name
        self.code = code
        self.variables = variables
        self.values = values
    }
}

/// A generator: a frame that waits. While it runs, its variables are in the running frame.
package struct GeneratorInfo: Sendable {
    package enum State: Sendable {
        case created, suspended, running, finished
    }

    package var name: String
    package var state = State.created
    package var frame: FrameRecord
    package var variables: [Symbol]
    package var values: [Ref]
    /// The evaluation stack of the waiting frame; each entry is a hidden reference.
    package var stack: [Ref] = []
    /// The exceptions that the waiting frame is handling; each a hidden reference.
    package var handled: [Ref] = []
    /// Whether the frame is still there although the generator has ended.
    package var keepsFrame = false
    /// What the interpreter needs to go on; numbers that mean nothing to memory.
    package var resumption: Resumption

    package init(name: String, frame: FrameRecord, variables: [Symbol], values: [Ref], resumption: Resumption) {
        self.name = name
        self.frame = frame
        self.variables = variables
        self.values = values
        self.resumption = resumption
    }
}

/// Where a generator goes on: the unit, the next instruction, and the handlers that are open.
package struct Resumption: Sendable {
    package var unit: Int
    package var next: Int
    /// Pairs of the handler's place and the depth of the stack at which it was opened.
    package var handlers: [HandlerPlace]

    package init(unit: Int, next: Int, handlers: [HandlerPlace]) {
        self.unit = unit
        self.next = next
        self.handlers = handlers
    }
}

/// Where execution goes on after an exception, and how much of the stack is left then.
package struct HandlerPlace: Sendable {
    package var target: Int
    package var depth: Int

    package init(target: Int, depth: Int) {
        self.target = target
        self.depth = depth
    }
}

/// A class: the program's own, or a built-in one.
package struct ClassInfo: Sendable {
    package var name: String
    /// `__qualname__`, with the functions and classes around it.
    package var qualifiedName: String
    /// The same as an object, where that is no interned string; null otherwise. Hidden.
    package var qualifiedNameText = Ref.null
    package var builtin: BuiltinType?
    package var bases: [Ref] = []
    /// The order in which attributes are looked up, the class itself first, `object` left out.
    package var resolutionOrder: [Ref] = []
    package var namespace = Namespace()
    /// The base whose layout instances have; null where that is `object`. Hidden.
    package var layoutBase = Ref.null
    /// How many places for members instances have, those of the bases included.
    package var memberCount = 0
    /// The descriptors of the class's own members, in the order in which `__slots__` names them.
    package var members: [Ref] = []
    /// Whether instances have a `__dict__` and can be referred to weakly, and whether this class was the first of its
    /// line to give it to them.
    package var hasDict = false
    package var hasWeakReferences = false
    package var addsDict = false
    package var addsWeakReferences = false
    /// How many names of its `__dict__` stand before those of the descriptors for `__dict__` and `__weakref__`.
    package var namesBeforeDescriptors = 0
    /// Its resolution order as a tuple, null as long as nobody asked for it. Hidden.
    package var orderTuple = Ref.null
    /// The same for its bases.
    package var basesTuple = Ref.null
    /// Whether the collector has taken the resolution order away.
    package var orderIsGone = false
    /// The place among the classes of the program in the order in which they were made.
    package var serial = 0
    /// Whether the class's own tables refer to it; the collector clears them.
    package var hasTables = true
    /// The built-in class whose layout instances have.
    package var layout = BuiltinType.object
    /// The module of a class of a library that is written in Python; nil for the program's own.
    package var module: String?
    /// Whether its instances are the library's own affair, which no picture shows.
    package var isInternal = false
    /// The names that instances have, in the order in which they get them.
    package let instanceKeys = SharedKeys()
    /// Whether it has had a subclass, for which it keeps a table.
    package var hasTableOfSubclasses = false

    package init(name: String, qualifiedName: String? = nil, builtin: BuiltinType? = nil) {
        self.name = name
        self.qualifiedName = qualifiedName ?? name
        self.builtin = builtin
    }
}

/// A descriptor for a name in `__slots__`.
package struct MemberInfo: Sendable {
    /// The name as the class's attribute, and as `__slots__` has it: a private one is mangled.
    package var name: Symbol
    package var declared: Symbol
    package var owner: Ref
    /// The place among the members of an instance.
    package var place: Int

    package init(name: Symbol, declared: Symbol, owner: Ref, place: Int) {
        self.name = name
        self.declared = declared
        self.owner = owner
        self.place = place
    }
}

/// A function written in Python.
package struct FunctionInfo: Sendable {
    package var name: String
    /// `__qualname__`, with the functions and classes around it.
    package var qualifiedName: String
    /// The same as an object, where that is no interned string; null otherwise. Hidden.
    package var qualifiedNameText = Ref.null
    package var code: Ref
    /// The tuple of default values, null where there is none.
    package var defaults: Ref
    /// The dict of default values of keyword-only parameters, null where there is none.
    package var keywordDefaults = Ref.null
    /// The docstring, null where there is none; hidden.
    package var documentation = Ref.null
    /// The cells of the variables it closes over, in the order of the code's free variables.
    package var closure: [Ref]
    package var closureNames: [Symbol]
    package var attributes = Namespace()
    /// The dict of annotations, null where there is none. Hidden until the program asks for it.
    package var annotations = Ref.null
    /// Whether the program has asked for the annotations: they are shown from then on.
    package var showsAnnotations = false

    package init(
        name: String, qualifiedName: String, code: Ref, defaults: Ref, closure: [Ref], closureNames: [Symbol]
    ) {
        self.name = name
        self.qualifiedName = qualifiedName
        self.code = code
        self.defaults = defaults
        self.closure = closure
        self.closureNames = closureNames
    }
}

/// A compiled piece of program as an object: what matters to memory is which constants it holds.
package struct CodeInfo: Sendable {
    /// The number of the program text that it was compiled from, in the interpreter's table.
    package var unit: Int
    /// The tuple of constants. Pieces of code with equal ones share it (Python/compile.c, merge_const_one).
    package var constants: Ref
    /// Tuples of the names that the code uses, as far as they are constants of the program as well.
    package var names: [Ref]

    package init(unit: Int, constants: Ref, names: [Ref] = []) {
        self.unit = unit
        self.constants = constants
        self.names = names
    }
}

/// The built-in classes that the model knows.
package enum BuiltinType: String, CaseIterable, Sendable {
    case type
    case object
    case noneType = "NoneType"
    case ellipsisType = "ellipsis"
    case notImplementedType = "NotImplementedType"
    case int
    case bool
    case float
    case complex
    case str
    case bytes
    case list
    case tuple
    case dict
    case function
    case method
    case unboundMethod = "unbound method"
    case long
    case builtinFunction = "builtin_function_or_method"
    case methodDescriptor = "method_descriptor"
    case code
    case module
    case cell
    case property
    case staticmethod
    case classmethod
    case superType = "super"
    case generator
    case traceback
    case frame
    case baseException = "BaseException"
    case range
    case rangeIterator = "range_iterator"
    case listIterator = "list_iterator"
    case tupleIterator = "tuple_iterator"
    case stringIterator = "str_iterator"
    case asciiStringIterator = "str_ascii_iterator"
    case bytesIterator = "bytes_iterator"
    case dictKeyIterator = "dict_keyiterator"
    case dictValueIterator = "dict_valueiterator"
    case dictItemIterator = "dict_itemiterator"
    case dictKeys = "dict_keys"
    case dictValues = "dict_values"
    case dictItems = "dict_items"
    case set
    case frozenset
    case setIterator = "set_iterator"
    case slice
    case enumerate
    case zip
    case map
    case filter
    case reversed
    case listReverseIterator = "list_reverseiterator"
    case dictReverseKeyIterator = "dict_reversekeyiterator"
    case dictReverseValueIterator = "dict_reversevalueiterator"
    case dictReverseItemIterator = "dict_reverseitemiterator"
    case callableIterator = "callable_iterator"
    case weakReference = "ReferenceType"
    case weakProxy = "ProxyType"
    case weakCallableProxy = "CallableProxyType"
    case versionInfo = "sys.version_info"
    case textStream = "_io.TextIOWrapper"
    case array = "array.array"
    case arrayIterator = "array.arrayiterator"
    case abcMeta = "ABCMeta"
    case sequenceIterator = "iterator"

    /// `__name__`: the name without its module.
    package var ownName: String { rawValue.split(separator: ".").last.map { String($0) } ?? rawValue }
    case wrapperDescriptor = "wrapper_descriptor"
    case methodWrapper = "method-wrapper"
    case classMethodDescriptor = "classmethod_descriptor"
    case memberDescriptor = "member_descriptor"
    case getSetDescriptor = "getset_descriptor"
    case mappingProxy = "mappingproxy"

    /// All cases, made once.
    static let inOrder = allCases

    /// The place among all cases. An enumeration without payloads is stored as just that number; a test holds it to
    /// `allCases`. (A table by case would hash the name at each allocation.)
    var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}
