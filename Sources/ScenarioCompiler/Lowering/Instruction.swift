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
    case buildTuple(Int)
    case buildDict(Int)
    case buildDictWithConstantKeys(Int)
    case extendListWithConstant
    case unpack(Int)
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
    // Calls
    /// Positional arguments, and how many of the topmost values are given by name (their names: a list of symbols).
    case call(positional: Int, keywords: Int)
    case callMethod(positional: Int, keywords: Int)
    case returnValue
    case makeFunction(unit: Int, hasDefaults: Bool)
    case buildClass(unit: Int, bases: Int)
    case importModule(Int)
    // The story
    case stepStart(Int)
    case stepEnd(Int)
    case setupEnd
    case directive(Int)
    case query(Int)
    case end
}
