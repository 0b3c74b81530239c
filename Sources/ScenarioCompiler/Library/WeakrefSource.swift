import Diagnostics
import HeapModel
import ScenarioSyntax

// The part of the module `weakref` that CPython has in Python (Lib/weakref.py, Lib/_weakrefset.py), as a program that the
// model runs: with the objects that CPython's own makes, so that counts, lifetimes and the order of callbacks follow from
// what happens and from no table. The attributes `data`, `_remove`, `_pending_removals` and `_iterating` are those of
// CPython; held to it by `Tests/Conformance/collectors/weakref-*`.
//
// A line that ends in `#>=3.9` or `#<3.9` is there in these versions alone.
//
// It is derived from those two files, and many of its lines are theirs, so that the same objects are made: the license of
// the Python Software Foundation holds for it (at the end of `LICENSE`). What was changed: it is shortened, what differs
// between versions stands side by side, and some variables have other names.
enum WeakrefSource {
    /// Names that are written in Python: the module is run where a program has one of them.
    static let names: Set<String> = [
        "WeakValueDictionary", "WeakKeyDictionary", "WeakSet", "WeakMethod", "finalize", "KeyedRef", "ProxyTypes",
    ]

    /// Under 2.7 the dictionaries are classes of the old style, which the model does not have.
    static func has(_ name: String, _ facts: RuntimeFacts) -> Bool {
        names.contains(name) && !(facts.hasLong && oldStyle.contains(name))
    }

    private static let oldStyle: Set<String> = ["WeakValueDictionary", "WeakKeyDictionary"]

    static let text = """
        from weakref import ref, _remove_dead_weakref, ProxyType, CallableProxyType

        ProxyTypes = (ProxyType, CallableProxyType)

        class _IterationGuard(object):
            def __init__(self, container):
                self.container = ref(container)
            def __enter__(self):
                container = self.container()
                if container is not None:
                    container._iterating.add(self)
                return self
            def __exit__(self, kind, error, trace):
                container = self.container()
                if container is not None:
                    guards = container._iterating
                    guards.remove(self)
                    if not guards:
                        container._commit_removals()

        class WeakSet(object):
            def __init__(self, data=None):
                self.data = set()
                def _remove(item, selfref=ref(self)):
                    self = selfref()
                    if self is not None:
                        if self._iterating:
                            self._pending_removals.append(item)
                        else:
                            self.data.discard(item)
                self._remove = _remove
                self._pending_removals = []
                self._iterating = set()
                if data is not None:
                    self.update(data)
            def _commit_removals(self):
                waiting = self._pending_removals
                discard = self.data.discard
                while waiting:
                    discard(waiting.pop())
            def __iter__(self):
                with _IterationGuard(self):
                    for itemref in self.data:
                        item = itemref()
                        if item is not None:
                            yield item
            def __len__(self):
                return len(self.data) - len(self._pending_removals)
            def __contains__(self, item):
                try:
                    wr = ref(item)
                except TypeError:
                    return False
                return wr in self.data
            def add(self, item):
                if self._pending_removals:
                    self._commit_removals()
                self.data.add(ref(item, self._remove))
            def clear(self):
                if self._pending_removals:
                    self._commit_removals()
                self.data.clear()
            def copy(self):
                return self.__class__(self)
            def pop(self):
                if self._pending_removals:
                    self._commit_removals()
                while True:
                    try:
                        itemref = self.data.pop()
                    except KeyError:
                        raise KeyError('pop from empty WeakSet') from None #>=3.7
                        raise KeyError('pop from empty WeakSet') #<3.7
                    item = itemref()
                    if item is not None:
                        return item
            def remove(self, item):
                if self._pending_removals:
                    self._commit_removals()
                self.data.remove(ref(item))
            def discard(self, item):
                if self._pending_removals:
                    self._commit_removals()
                self.data.discard(ref(item))
            def update(self, other):
                if self._pending_removals:
                    self._commit_removals()
                for element in other:
                    self.add(element)
            def __ior__(self, other):
                self.update(other)
                return self
            def difference(self, other):
                newset = self.copy()
                newset.difference_update(other)
                return newset
            __sub__ = difference
            def difference_update(self, other):
                self.__isub__(other)
            def __isub__(self, other):
                if self._pending_removals:
                    self._commit_removals()
                if self is other:
                    self.data.clear()
                else:
                    self.data.difference_update(ref(item) for item in other)
                return self
            def intersection(self, other):
                return self.__class__(item for item in other if item in self)
            __and__ = intersection
            def intersection_update(self, other):
                self.__iand__(other)
            def __iand__(self, other):
                if self._pending_removals:
                    self._commit_removals()
                self.data.intersection_update(ref(item) for item in other)
                return self
            def issubset(self, other):
                return self.data.issubset(ref(item) for item in other)
            __le__ = issubset
            def __lt__(self, other):
                return self.data < set(map(ref, other))
            def issuperset(self, other):
                return self.data.issuperset(ref(item) for item in other)
            __ge__ = issuperset
            def __gt__(self, other):
                return self.data > set(map(ref, other))
            def __eq__(self, other):
                if not isinstance(other, self.__class__):
                    return NotImplemented
                return self.data == set(map(ref, other))
            def __ne__(self, other): #<3.0
                opposite = self.__eq__(other) #<3.0
                return NotImplemented if opposite is NotImplemented else not opposite #<3.0
            __hash__ = None #<3.0
            def symmetric_difference(self, other):
                newset = self.copy()
                newset.symmetric_difference_update(other)
                return newset
            __xor__ = symmetric_difference
            def symmetric_difference_update(self, other):
                self.__ixor__(other)
            def __ixor__(self, other):
                if self._pending_removals:
                    self._commit_removals()
                if self is other:
                    self.data.clear()
                else:
                    self.data.symmetric_difference_update(ref(item, self._remove) for item in other)
                return self
            def union(self, other):
                return self.__class__(e for s in (self, other) for e in s)
            __or__ = union
            def isdisjoint(self, other):
                return len(self.intersection(other)) == 0
            def __repr__(self): #>=3.8
                return repr(self.data) #>=3.8

        class MutableMapping(object):
            def clear(self):
                try:
                    while True:
                        self.popitem()
                except KeyError:
                    pass
            def __eq__(self, other):
                if not isinstance(other, (dict, MutableMapping)):
                    return NotImplemented
                return dict(self.items()) == dict(other.items())
            def __repr__(self):
                return "<%s at %#x>" % (self.__class__.__name__, id(self))

        class KeyedRef(ref):
            __slots__ = ["key"]
            def __new__(type, ob, callback, key):
                self = ref.__new__(type, ob, callback)
                self.key = key
                return self
            def __init__(self, ob, callback, key):
                ref.__init__(self, ob, callback)

        class WeakValueDictionary(MutableMapping):
            def __init__(self, other=(), /, **kw): #>=3.8
            def __init__(*args, **kw): #<3.8
                if not args: #<3.8
                    raise TypeError("descriptor '__init__' of 'WeakValueDictionary' object needs an argument") #<3.8
                self, *args = args #<3.8
                if len(args) > 1: #<3.8
                    raise TypeError('expected at most 1 arguments, got %d' % len(args)) #<3.8
                def remove(wr, selfref=ref(self), _atomic_removal=_remove_dead_weakref):
                    self = selfref()
                    if self is not None:
                        if self._iterating:
                            self._pending_removals.append(wr.key)
                        else:
                            _atomic_removal(self.data, wr.key) #>=3.7
                            _atomic_removal(d, wr.key) #<3.7
                self._remove = remove
                self._pending_removals = []
                self._iterating = set()
                self.data = {} #>=3.7
                self.data = d = {} #<3.7
                self.update(other, **kw) #>=3.8
                self.update(*args, **kw) #<3.8
            def _commit_removals(self):
                waiting = self._pending_removals
                data = self.data
                while waiting:
                    _remove_dead_weakref(data, waiting.pop())
            def __getitem__(self, key):
                if self._pending_removals:
                    self._commit_removals()
                o = self.data[key]()
                if o is None:
                    raise KeyError(key)
                else:
                    return o
            def __delitem__(self, key):
                if self._pending_removals:
                    self._commit_removals()
                del self.data[key]
            def __len__(self):
                if self._pending_removals:
                    self._commit_removals()
                return len(self.data)
            def __contains__(self, key):
                if self._pending_removals:
                    self._commit_removals()
                try:
                    o = self.data[key]()
                except KeyError:
                    return False
                return o is not None
            def __setitem__(self, key, value):
                if self._pending_removals:
                    self._commit_removals()
                self.data[key] = KeyedRef(value, self._remove, key)
            def copy(self):
                if self._pending_removals:
                    self._commit_removals()
                new = WeakValueDictionary()
                with _IterationGuard(self):
                    for key, wr in self.data.items():
                        o = wr()
                        if o is not None:
                            new[key] = o
                return new
            __copy__ = copy
            def get(self, key, default=None):
                if self._pending_removals:
                    self._commit_removals()
                try:
                    wr = self.data[key]
                except KeyError:
                    return default
                else:
                    o = wr()
                    if o is None:
                        return default
                    else:
                        return o
            def items(self):
                if self._pending_removals:
                    self._commit_removals()
                with _IterationGuard(self):
                    for k, wr in self.data.items():
                        v = wr()
                        if v is not None:
                            yield k, v
            def keys(self):
                if self._pending_removals:
                    self._commit_removals()
                with _IterationGuard(self):
                    for k, wr in self.data.items():
                        if wr() is not None:
                            yield k
            __iter__ = keys
            def itervaluerefs(self):
                if self._pending_removals:
                    self._commit_removals()
                with _IterationGuard(self):
                    yield from self.data.values()
            def values(self):
                if self._pending_removals:
                    self._commit_removals()
                with _IterationGuard(self):
                    for wr in self.data.values():
                        obj = wr()
                        if obj is not None:
                            yield obj
            def popitem(self):
                if self._pending_removals:
                    self._commit_removals()
                while True:
                    key, wr = self.data.popitem()
                    o = wr()
                    if o is not None:
                        return key, o
            def pop(self, key, *args):
                if self._pending_removals:
                    self._commit_removals()
                try:
                    o = self.data.pop(key)()
                except KeyError:
                    o = None
                if o is None:
                    if args:
                        return args[0]
                    else:
                        raise KeyError(key)
                else:
                    return o
            def setdefault(self, key, default=None):
                try:
                    o = self.data[key]()
                except KeyError:
                    o = None
                if o is None:
                    if self._pending_removals:
                        self._commit_removals()
                    self.data[key] = KeyedRef(default, self._remove, key)
                    return default
                else:
                    return o
            def update(self, other=None, /, **kwargs): #>=3.8
            def update(*args, **kwargs): #<3.8
                if not args: #<3.8
                    raise TypeError("descriptor 'update' of 'WeakValueDictionary' object needs an argument") #<3.8
                self, *args = args #<3.8
                if len(args) > 1: #<3.8
                    raise TypeError('expected at most 1 arguments, got %d' % len(args)) #<3.8
                other = args[0] if args else None #<3.8
                if self._pending_removals:
                    self._commit_removals()
                d = self.data
                if other is not None:
                    if not hasattr(other, "items"):
                        other = dict(other)
                    for key, o in other.items():
                        d[key] = KeyedRef(o, self._remove, key)
                for key, o in kwargs.items():
                    d[key] = KeyedRef(o, self._remove, key)
            def valuerefs(self):
                if self._pending_removals:
                    self._commit_removals()
                return list(self.data.values())
            def __ior__(self, other): #>=3.9
                self.update(other) #>=3.9
                return self #>=3.9
            def __or__(self, other): #>=3.9
                if isinstance(other, (dict, MutableMapping)): #>=3.9
                    c = self.copy() #>=3.9
                    c.update(other) #>=3.9
                    return c #>=3.9
                return NotImplemented #>=3.9
            def __ror__(self, other): #>=3.9
                if isinstance(other, (dict, MutableMapping)): #>=3.9
                    c = self.__class__() #>=3.9
                    c.update(other) #>=3.9
                    c.update(self) #>=3.9
                    return c #>=3.9
                return NotImplemented #>=3.9

        class WeakKeyDictionary(MutableMapping):
            def __init__(self, dict=None):
                self.data = {}
                def remove(k, selfref=ref(self)):
                    self = selfref()
                    if self is not None:
                        if self._iterating:
                            self._pending_removals.append(k)
                        else:
                            try:
                                del self.data[k]
                            except KeyError:
                                pass
                self._remove = remove
                self._pending_removals = []
                self._iterating = set()
                self._dirty_len = False
                if dict is not None:
                    self.update(dict)
            def _commit_removals(self):
                waiting = self._pending_removals
                data = self.data
                while waiting:
                    try:
                        del data[waiting.pop()]
                    except KeyError:
                        pass
            def __delitem__(self, key):
                self._dirty_len = True
                del self.data[ref(key)]
            def __getitem__(self, key):
                return self.data[ref(key)]
            def __len__(self):
                if self._dirty_len and self._pending_removals:
                    data = self.data
                    self._pending_removals = [k for k in self._pending_removals if k in data]
                    self._dirty_len = False
                return len(self.data) - len(self._pending_removals)
            def __setitem__(self, key, value):
                self.data[ref(key, self._remove)] = value
            def copy(self):
                new = WeakKeyDictionary()
                with _IterationGuard(self):
                    for key, value in self.data.items():
                        o = key()
                        if o is not None:
                            new[o] = value
                return new
            __copy__ = copy
            def get(self, key, default=None):
                return self.data.get(ref(key), default)
            def __contains__(self, key):
                try:
                    wr = ref(key)
                except TypeError:
                    return False
                return wr in self.data
            def items(self):
                with _IterationGuard(self):
                    for wr, value in self.data.items():
                        key = wr()
                        if key is not None:
                            yield key, value
            def keys(self):
                with _IterationGuard(self):
                    for wr in self.data:
                        obj = wr()
                        if obj is not None:
                            yield obj
            __iter__ = keys
            def values(self):
                with _IterationGuard(self):
                    for wr, value in self.data.items():
                        if wr() is not None:
                            yield value
            def keyrefs(self):
                return list(self.data)
            def popitem(self):
                self._dirty_len = True
                while True:
                    key, value = self.data.popitem()
                    o = key()
                    if o is not None:
                        return o, value
            def pop(self, key, *args):
                self._dirty_len = True
                return self.data.pop(ref(key), *args)
            def setdefault(self, key, default=None):
                return self.data.setdefault(ref(key, self._remove), default)
            def update(self, dict=None, /, **kwargs): #>=3.8
            def update(self, dict=None, **kwargs): #<3.8
                d = self.data
                if dict is not None:
                    if not hasattr(dict, "items"):
                        dict = type({})(dict)
                    for key, value in dict.items():
                        d[ref(key, self._remove)] = value
                if len(kwargs):
                    self.update(kwargs)
            def __ior__(self, other): #>=3.9
                self.update(other) #>=3.9
                return self #>=3.9
            def __or__(self, other): #>=3.9
                if isinstance(other, (dict, MutableMapping)): #>=3.9
                    c = self.copy() #>=3.9
                    c.update(other) #>=3.9
                    return c #>=3.9
                return NotImplemented #>=3.9
            def __ror__(self, other): #>=3.9
                if isinstance(other, (dict, MutableMapping)): #>=3.9
                    c = self.__class__() #>=3.9
                    c.update(other) #>=3.9
                    c.update(self) #>=3.9
                    return c #>=3.9
                return NotImplemented #>=3.9

        class _Method(object):
            def of(self):
                pass
        MethodType = type(_Method().of)

        class WeakMethod(ref):
            __slots__ = ["_func_ref", "_meth_type", "_alive", "__weakref__"]
            def __new__(cls, meth, callback=None):
                if type(meth) is not MethodType:
                    raise TypeError("argument should be a bound method, not {}".format(type(meth)))
                obj = meth.__self__
                func = meth.__func__
                def _cb(arg):
                    self = self_wr()
                    if self._alive:
                        self._alive = False
                        if callback is not None:
                            callback(self)
                self = ref.__new__(cls, obj, _cb)
                self._func_ref = ref(func, _cb)
                self._meth_type = type(meth)
                self._alive = True
                self_wr = ref(self)
                return self
            def __call__(self):
                obj = ref.__call__(self)
                func = self._func_ref()
                if obj is None or func is None:
                    return None
                return func.__get__(obj)
            def __eq__(self, other):
                if isinstance(other, WeakMethod):
                    if not self._alive or not other._alive:
                        return self is other
                    return ref.__eq__(self, other) and self._func_ref == other._func_ref
                return NotImplemented #>=3.9
                return False #<3.9
            def __ne__(self, other):
                if isinstance(other, WeakMethod):
                    if not self._alive or not other._alive:
                        return self is not other
                    return ref.__ne__(self, other) or self._func_ref != other._func_ref
                return NotImplemented #>=3.9
                return True #<3.9
            __hash__ = ref.__hash__

        class _Info(object):
            __slots__ = ["weakref", "func", "args", "kwargs", "atexit", "index"]

        class finalize(object):
            __slots__ = []
            _registry = {}
            _shutdown = False
            _made = 0
            _dirty = False
            def __init__(self, obj, func, /, *args, **kwargs): #>=3.8
            def __init__(self, obj, func, *args, **kwargs): #<3.8
                info = _Info()
                info.weakref = ref(obj, self)
                info.func = func
                info.args = args
                info.kwargs = kwargs or None
                info.atexit = True
                info.index = finalize._made
                finalize._made += 1
                self._registry[self] = info
                finalize._dirty = True
            def __call__(self, _=None):
                info = self._registry.pop(self, None)
                if info and not self._shutdown:
                    return info.func(*info.args, **(info.kwargs or {}))
            def detach(self):
                info = self._registry.get(self)
                obj = info and info.weakref()
                if obj is not None and self._registry.pop(self, None):
                    return (obj, info.func, info.args, info.kwargs or {})
            def peek(self):
                info = self._registry.get(self)
                obj = info and info.weakref()
                if obj is not None:
                    return (obj, info.func, info.args, info.kwargs or {})
            @property
            def alive(self):
                return self in self._registry
            @property
            def atexit(self):
                info = self._registry.get(self)
                return bool(info) and info.atexit
            @atexit.setter
            def atexit(self, value):
                info = self._registry.get(self)
                if info:
                    info.atexit = bool(value)
            def __repr__(self):
                info = self._registry.get(self)
                obj = info and info.weakref()
                if obj is None:
                    return '<%s object at %#x; dead>' % (type(self).__name__, id(self))
                else:
                    return '<%s object at %#x; for %r at %#x>' % (type(self).__name__, id(self), type(obj).__name__, id(obj))
            @classmethod
            def _run_at_exit(cls):
                pending = None
                while True:
                    if pending is None or finalize._dirty:
                        pending = [(info.index, f) for f, info in cls._registry.items() if info.atexit]
                        pending.sort(key=lambda item: item[0])
                        finalize._dirty = False
                    if not pending:
                        break
                    f = pending.pop()[1]
                    f()
                finalize._shutdown = True
        """

    /// What a scenario needs: nothing where it has none of the names in it. Places lie far behind those of the scenario.
    static func statements(for scenario: SourceFile, _ facts: RuntimeFacts) -> [Statement] {
        let words = scenario.text(Span(0, scenario.bytes.count)).split { !$0.isLetter && $0 != "_" }
        guard words.contains(where: { names.contains(String($0)) }) else { return [] }
        let padding = [UInt8](repeating: UInt8(ascii: "\n"), count: scenario.bytes.count + distance)
        let text = text(major: facts.version.major, minor: facts.version.minor)
        let parsed = parse(SourceFile(name: "weakref.py", bytes: padding + Array(text.utf8)))
        return parsed.scenario.blocks.flatMap(\.statements)
    }

    /// How far behind a scenario its library begins: a question from the command line lies in between.
    private static let distance = 1 << 16

    /// The text for a version.
    static func text(major: Int, minor: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line -> Substring? in
            guard let mark = line.firstRange(of: " #<") ?? line.firstRange(of: " #>=") else { return line }
            let isUpTo = line[mark].hasSuffix("<")
            let numbers = line[mark.upperBound...].split(separator: ".").compactMap { Int($0) }
            guard numbers.count == 2 else { return line }
            let isOlder = (major, minor) < (numbers[0], numbers[1])
            return isOlder == isUpTo ? line[..<mark.lowerBound] : nil
        }.joined(separator: "\n")
    }
}
