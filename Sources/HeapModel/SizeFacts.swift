// What objects take, in bytes, without the collector's header: the C structures of each version on 64-bit Linux.
// Source: `sys.getsizeof` on 2.7.18, 3.6.15, 3.7.16, 3.8.18, 3.9.18, 3.10.13, 3.11.7, 3.12.1 and 3.13.0, less the header;
// 3.5 from its Include and Objects folders.
extension RuntimeFacts {
    /// The header that the collector puts before what it follows. Before 3.8 it is a fact of the build: three words, and
    /// where the compiler aligns it to the largest type of all, four (Include/objimpl.h, PyGC_Head). The builds that 2.7,
    /// 3.6 and 3.7 were measured on have 32 bytes; the figures that are taught for 3.5 are those of 24.
    package var collectorHeaderSize: Int {
        if since(3, 8) { return 16 }
        return version == RuntimeVersion(3, 5) ? 24 : 32
    }

    /// The value of the newest version that has one: the first value is that of 2.7, each later one of the version that
    /// is named with it.
    func sized(_ first: Int, _ later: (minor: Int, size: Int)...) -> Int {
        guard since(3, 0) else { return first }
        return later.last { since(3, $0.minor) }?.size ?? first
    }

    // MARK: - Values

    /// Whether the int 0 has a digit.
    var zeroHasADigit: Bool { since(3, 11) }

    /// What a text takes beside its characters, by how wide these are: without the pointer to a second form from 3.12 on
    /// (PEP 623).
    func sizeOfText(isASCII: Bool) -> Int { (isASCII ? 48 : 72) - (since(3, 12) ? isASCII ? 8 : 16 : 0) }

    var sizeOfBytesHeader: Int { hasLong ? 37 : 33 }

    // MARK: - Lists (Objects/listobject.c)

    /// Whether the room of a list that grows is a multiple of four (list_resize, from 3.9 on).
    var listsGrowInFours: Bool { since(3, 9) }

    /// Whether a list whose last item is taken out keeps no room: with `pop` from 3.12 on (list_pop_impl), with `del` until
    /// 3.12 (list_ass_item, list_ass_slice), with `remove` always; measured.
    func givesRoomBack(_ removal: ListRemoval) -> Bool {
        switch removal {
        case .pop: since(3, 12)
        case .deletion: !since(3, 13)
        case .remove: true
        }
    }

    /// Whether an empty list that takes over several items gets room for just so many, to the next even number
    /// (list_extend, from 3.10 on), and whether `list(x)` does where `x` has a length (3.8 and 3.9).
    var emptyListsGrowExactly: Bool { since(3, 10) }
    package var extendsBySetsAsUsual: Bool { since(3, 13) }
    package var constructedListsAreExact: Bool { since(3, 8) && !since(3, 10) }

    // MARK: - Dicts (Objects/dictobject.c)

    /// Whether `copy` takes the table over as it is where two thirds of its entries are in use (PyDict_Copy, from 3.7 on).
    var copiesTables: Bool { since(3, 7) }

    /// A dict without its table. In 2.7 the first 8 places lie in the dict itself.
    var sizeOfDict: Int { sized(248, (5, 40), (6, 48)) }

    /// Its table without index and entries (PyDictKeysObject).
    var sizeOfDictKeys: Int { sized(0, (5, 32), (6, 40), (11, 32)) }

    /// An entry where all keys are texts (PyDictUnicodeEntry, from 3.11 on).
    var sizeOfTextEntry: Int { since(3, 11) ? 16 : 24 }

    /// Whether the table has an index beside its entries, so that it has room for two thirds of its places only.
    var dictsHaveAnIndex: Bool { since(3, 6) }

    // MARK: - Classes and instances

    /// A class without what it keeps for its instances' names (PyHeapTypeObject).
    var sizeOfClass: Int { sized(872, (5, 864), (8, 880), (10, 888), (11, 904), (12, 920), (13, 928)) }

    /// A built-in class (PyTypeObject), which the collector does not follow.
    var sizeOfBuiltinClass: Int { sized(872, (5, 400), (8, 416), (9, 408), (11, 424), (12, 432), (13, 416)) }

    /// Whether a built-in class is made when its module is (PyType_FromModuleAndSpec; measured): those of `array` from 3.10
    /// on, those of `_io` from 3.12 on.
    func isMadeByModule(_ type: BuiltinType) -> Bool {
        switch type {
        case .array, .arrayIterator: since(3, 10)
        case .textStream: since(3, 12)
        default: false
        }
    }

    /// What a member of `__slots__` takes in its class.
    var sizeOfMemberInClass: Int { since(3, 0) ? 0 : 40 }

    /// Whether classes keep a table for the names of their instances' attributes (PEP 412).
    var classesKeepNames: Bool { since(3, 3) }

    /// Whether classes keep the names of instances whose `__dict__` a built-in base has (until 3.10).
    var classesKeepNamesOfEveryDict: Bool { !since(3, 11) }

    /// Whether attributes of instances whose layout has as much room as its value needs are managed by the class as well.
    var managesDictsOfVariableSize: Bool { since(3, 12) }

    /// Two pointers before the collector's header: from 3.11 on for attributes that the class manages, from 3.12 on for
    /// weak references too (Objects/typeobject.c, Py_TPFLAGS_PREHEADER).
    package static let preHeaderSize = 16
    var dictsLieBeforeObjects: Bool { since(3, 11) }
    package var weakListsLieBeforeObjects: Bool { since(3, 12) }

    /// Whether every instance of a class of the program has the collector's header (measured: from 3.8 on).
    var everyInstanceIsTracked: Bool { since(3, 8) }

    // MARK: - Functions and the like

    var sizeOfFunction: Int { sized(88, (5, 112), (8, 120), (10, 128), (11, 136), (12, 144)) }
    var sizeOfMethod: Int { sized(48, (5, 40), (8, 48)) }
    var sizeOfModule: Int { sized(24, (5, 56)) }
    var sizeOfWrappedMethod: Int { sized(24, (5, 32)) }
    var sizeOfProperty: Int { sized(56, (10, 64)) }
    var sizeOfWeakReference: Int { sized(56, (11, 64)) }
    var sizeOfNative: Int { sized(40, (5, 48), (8, 56)) }
    var sizeOfWrapperDescriptor: Int { sized(48, (5, 56)) }
    var sizeOfMember: Int { sized(40, (5, 48)) }

    /// Nil where it depends on the code.
    var sizeOfGenerator: Int? { since(3, 11) ? nil : sized(48, (5, 64), (7, 96), (10, 88)) }

    /// With the header where the collector follows arrays.
    var sizeOfArray: Int { sized(56, (5, 64)) }
    var arraysAreTracked: Bool { since(3, 10) }

    // MARK: - Iterators

    /// Nil for what is no iterator or view.
    func size(ofIterator type: BuiltinType) -> Int? {
        switch type {
        case .listIterator, .tupleIterator, .stringIterator, .asciiStringIterator, .bytesIterator, .listReverseIterator,
            .reversed, .map, .filter, .callableIterator, .sequenceIterator:
            32
        case .setIterator: 48
        case .dictKeyIterator, .dictValueIterator, .dictItemIterator, .dictReverseKeyIterator,
            .dictReverseValueIterator,
            .dictReverseItemIterator:
            56
        case .dictKeys, .dictValues, .dictItems: 24
        case .enumerate: sized(48, (11, 56))
        case .zip: sized(40, (10, 48))
        case .arrayIterator: 40
        default: nil
        }
    }

    /// An iterator over a range, which the collector does not follow.
    var sizeOfRangeIterator: Int? { since(3, 0) ? since(3, 12) ? 32 + 8 : 48 : nil }
    var sizeOfRange: Int { since(3, 0) ? 48 : 40 }

    // MARK: - Exceptions (Include/cpython/pyerrors.h)

    /// By the built-in class that gives an exception its layout.
    func size(ofException name: String) -> Int {
        switch name {
        case "StopIteration": sized(40, (5, 72), (11, 80))
        case "SystemExit": sized(48, (5, 72), (11, 80))
        case "AttributeError": sized(40, (5, 64), (10, 80), (11, 88))
        case "NameError": sized(40, (5, 64), (10, 72), (11, 80))
        case "ImportError": sized(40, (5, 88), (11, 96), (12, 104))
        case "OSError": sized(64, (5, 104), (11, 112))
        case "SyntaxError": sized(88, (5, 112), (10, 128), (11, 136))
        case "UnicodeError": sized(80, (5, 104), (11, 112))
        default: sized(40, (5, 64), (11, 72))
        }
    }

    /// The classes that give exceptions more room than `BaseException` does.
    static let exceptionLayouts: Set<String> = [
        "StopIteration", "SystemExit", "AttributeError", "NameError", "ImportError", "OSError", "SyntaxError",
        "UnicodeError",
    ]
}

/// How an item is taken out of a list.
package enum ListRemoval: Sendable {
    case pop
    /// `del items[0]`.
    case deletion
    case remove
}
