import ScenarioSyntax

/// One instruction. They follow CPython 3.11's bytecode closely, so that temporaries live exactly as long as there.
enum Instruction: Sendable, Equatable {
    // Values
    case loadConstant(Int)
    case loadName(Int)
    case storeName(Int)
    case deleteName(Int)
    case loadGlobal(Int)
    case storeGlobal(Int)
    case deleteGlobal(Int)
    case loadFast(Int)
    case storeFast(Int)
    case deleteFast(Int)
    case loadCellContents(Int)
    case storeCellContents(Int)
    case deleteCellContents(Int)
    case loadCell(Int)
    case loadLabel(Int)
    // The stack
    case pop
    case duplicate
    case duplicateTwo
    /// Exchanges the topmost value with the one at this depth, the topmost being 1.
    case swap(Int)
    // Objects
    case loadAttribute(Int)
    case storeAttribute(Int)
    case deleteAttribute(Int)
    case loadMethod(Int)
    case loadElement
    case storeElement
    case deleteElement
    case buildList(Int)
    case buildSet(Int)
    case buildSlice(Int)
    case buildTuple(Int)
    case buildDict(Int)
    /// An empty dict with room for the entries of a display.
    case buildRoomyDict(Int)
    case buildDictWithConstantKeys(Int)
    case extendListWithConstant
    /// The topmost value goes to the list or set that lies so many places below it.
    case appendToList(Int)
    case addToSet(Int)
    /// The items of the topmost value go to the list, set or dict below it.
    case extendList
    case updateSet
    case updateDict
    case listToTuple
    /// A display of all items of so many iterables.
    case spreadList(Int)
    case spreadSet(Int)
    case unpack(Int)
    /// Formats the value below its format specification, which is there only where `hasSpec` says so.
    case formatValue(FormattedField.Conversion?, hasSpec: Bool)
    case buildString(Int)
    /// How many targets stand before and after the starred one.
    case unpackStarred(before: Int, after: Int)
    // Operations
    case unary(UnaryOperator)
    case binary(BinaryOperator)
    case inPlace(BinaryOperator)
    case compare(ComparisonOperator)
    // Control
    case jump(Int)
    case popJumpIfFalse(Int)
    case popJumpIfTrue(Int)
    case jumpIfFalseOrPop(Int)
    case jumpIfTrueOrPop(Int)
    case getIterator
    case forIteration(Int)
    // Exceptions
    /// From here on an exception goes to the place given, with the stack as deep as it is now.
    case pushHandler(Int)
    /// The same for a `with`, where the value of `__enter__` is still on the stack.
    case pushContextHandler(Int)
    case popHandler
    /// The exception on top is the one that is being handled from now on.
    case enterHandler
    /// The exception that was handled before is the handled one again.
    case leaveHandler
    /// Replaces the class on top by whether the exception below is one of it.
    case matchException
    /// Raises the topmost value; with a cause, that is above it. Without a value raises what is being handled.
    case raise(hasValue: Bool, hasCause: Bool)
    /// Goes on with the exception on top, whose traceback has this frame already.
    case reraise
    case loadAssertionError
    /// Replaces a context manager by its `__exit__` and what `__enter__` gives.
    case enterContext
    /// The stack holds `__exit__` and the exception; above them comes what `__exit__` says of it. Without an exception
    /// `__exit__` is on top, and what it says takes its place.
    case callExit(afterException: Bool)
    /// A handler of `except` has taken the exception off the stack, and its traceback goes from there too.
    case dropTraceback
    case expectRaised(Int)
    // Generators and comprehensions
    case yieldValue
    case getYieldFromIterator
    /// The stack holds an iterator and a value to send to it; jumps where it ends.
    case send(Int)
    case addToDict(Int)
    /// The value of a variable goes onto the stack, null where it has none, and the variable is unbound.
    case saveVariable(Int)
    /// The variable has the topmost value again, or none.
    case restoreVariable(Int)
    /// A new, empty cell for a variable.
    case makeCell(Int)
    // Calls
    /// Positional arguments, and how many of the topmost values are given by name (their names: a list of symbols).
    case call(positional: Int, keywords: Int)
    case callMethod(positional: Int, keywords: Int)
    /// `f(*args)`, `f(*args, **kw)`; what they leave on the stack is taken away by the second one.
    case callSpread(hasKeywords: Bool)
    case finishSpread(hasKeywords: Bool)
    /// Adds the mapping on top to the keyword arguments below it.
    case mergeKeywords
    case returnValue
    case makeFunction(unit: Int, FunctionParts)
    /// Makes the dict of annotations of a class body.
    case setUpAnnotations
    /// The topmost value becomes the annotation of a name.
    case storeAnnotation(Int)
    /// The stack holds the class's closure, then its bases, then the values of keyword arguments (their names: a constant).
    case buildClass(unit: Int, bases: Int, keywords: Int)
    /// A name of a class body that may be a variable of the function around it.
    case loadClassCell(slot: Int, name: Int)
    case importModule(Int)
    /// Puts a name of the module on top above it.
    case importName(Int)
    // The story
    /// A line without an effect.
    case line
    /// What the prompt does with the value of an expression statement.
    case display
    case stepStart(Int)
    case stepEnd(Int)
    /// The program ends, and its module goes.
    case teardown
    case setupEnd
    case directive(Int)
    case query(Int)
    case end
}

/// What lies on the stack for a function that is being made, beside its closure.
struct FunctionParts: OptionSet, Sendable, Equatable {
    var rawValue: UInt8

    static let defaults = FunctionParts(rawValue: 1)
    static let keywordDefaults = FunctionParts(rawValue: 2)
    /// Names and values of annotations in a tuple.
    static let annotations = FunctionParts(rawValue: 4)
}
