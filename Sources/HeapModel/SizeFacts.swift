// Sizes in bytes that changed between versions, those of older ones than 3.8 left out: they are taken to be as 3.8, less
// what the collector's header takes more there. Measured with `sys.getsizeof` on 3.8.18, 3.9.18, 3.10.13, 3.11.7, 3.12.1
// and 3.13.0.
extension RuntimeFacts {
    /// Whether the int 0 has a digit.
    var zeroHasADigit: Bool { since(3, 11) }

    /// What a text takes beside its characters, by how wide these are: without the pointer to a second form from 3.12 on
    /// (PEP 623).
    func sizeOfText(isASCII: Bool) -> Int { (isASCII ? 48 : 72) - (since(3, 12) ? isASCII ? 8 : 16 : 0) }

    /// What a class takes: the names of its instances are kept with it where they have a `__dict__` that the class
    /// manages.
    func sizeOfClass(managesDict: Bool) -> Int {
        if since(3, 13) { return managesDict ? 1712 : 944 }
        if since(3, 12) { return managesDict ? 1704 : 936 }
        if since(3, 11) { return managesDict ? 1688 : 920 }
        return (managesDict ? 1064 : 896) + (since(3, 10) ? 8 : 0)
    }

    /// Whether classes keep the names of instances whose `__dict__` a built-in base has (until 3.10).
    var classesKeepNamesOfEveryDict: Bool { !since(3, 11) }

    /// What comes to the size of an instance for its `__dict__`. From 3.12 on the list of weak references lies before the
    /// object as well.
    var managedDictSize: Int { since(3, 11) && !since(3, 12) ? 16 : 8 }

    /// What the list of weak references takes in an exception.
    var weakListSizeOfExceptions: Int { since(3, 12) ? 16 : 8 }

    var sizeOfFunction: Int {
        if since(3, 12) { return 160 }
        return since(3, 11) ? 152 : since(3, 10) ? 144 : 136
    }

    var sizeOfWeakReference: Int { since(3, 11) ? 80 : 72 }
    var sizeOfArray: Int { since(3, 10) ? 80 : 64 }
    var sizeOfException: Int { since(3, 11) ? 88 : 80 }
    var sizeOfProperty: Int { since(3, 10) ? 80 : 72 }

    /// What iterators take where that is not the same in all versions.
    func size(ofIterator type: BuiltinType) -> Int? {
        switch type {
        case .rangeIterator: since(3, 12) ? 40 : 48
        case .enumerate: since(3, 11) ? 72 : 64
        case .zip: since(3, 10) ? 64 : 56
        default: nil
        }
    }

    /// What the table of a dict takes beside its entries and their index, and what an entry takes where all keys are
    /// texts (Objects/dictobject.c, DictKeysObject, PyDictUnicodeEntry).
    var sizeOfDictKeys: Int { since(3, 11) ? 32 : 40 }
    var sizeOfTextEntry: Int { since(3, 11) ? 16 : 24 }
}
