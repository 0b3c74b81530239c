// What compilers of different versions do with constants.

/// Where a version computes constant expressions.
package enum FoldingPlace: Sendable {
    /// In the instructions, where the operands are pushed by the two instructions just before (Python/peephole.c of 2.7:
    /// `lastlc`, which a result sets back to one).
    case adjacentInstructions
    /// In the instructions, results of folding included (Python/peephole.c of 3.6: lastn_const_start).
    case instructions
    /// In the syntax tree, before instructions are made (Python/ast_opt.c, from 3.7 on).
    case tree
}

/// How large a folded value may be.
package struct FoldingLimits: Sendable {
    /// Bits of an int that is multiplied, shifted or raised to a power (MAX_INT_SIZE).
    package var intBits = 128
    /// Items of a tuple and characters of a text that is repeated (MAX_COLLECTION_SIZE, MAX_STR_SIZE).
    package var items: Int
    package var characters: Int
    /// Items or characters of any result.
    package var resultItems = Int.max
}

extension RuntimeFacts {
    package var foldingPlace: FoldingPlace {
        if since(3, 7) { return .tree }
        return since(3, 0) ? .instructions : .adjacentInstructions
    }

    /// 2.7 folds whatever has at most 20 items (Python/peephole.c, fold_binops_on_constants), 3.6 limits what
    /// multiplies (Python/peephole.c of 3.6.15, safe_multiply; measured: `'a' * 20` and `2 ** 64` are folded, `'a' * 21`
    /// and `2 ** 100` are not), and 3.7 sets other limits (Python/ast_opt.c).
    package var foldingLimits: FoldingLimits {
        if since(3, 7) { return FoldingLimits(items: 256, characters: 4096) }
        if since(3, 0) { return FoldingLimits(items: 20, characters: 20) }
        return FoldingLimits(intBits: Int.max / 2, items: 20, characters: 20, resultItems: 20)
    }

    /// Whether `True` and `False` are names of the built-ins and not keywords.
    package var boolsAreNames: Bool { !since(3, 0) }

    /// Whether what is negated in a condition, a conditional expression and a chain of comparisons jump from within,
    /// instead of making a value whose truth is asked for (Python/compile.c, compiler_jump_if).
    package var jumpsInsideConditions: Bool { since(3, 7) }

    /// Whether a display with starred items is made when all of them lie on the stack (BUILD_LIST_UNPACK and its like, up
    /// to 3.8), and not item by item.
    package var spreadsDisplaysAtOnce: Bool { !since(3, 9) }

    /// Whether a dict display evaluates a value before its key, and puts each entry in at once (Python/compile.c, until
    /// 3.4); measured.
    package var displaysTakeValuesFirst: Bool { !since(3, 5) }

    /// Whether a dict comprehension evaluates the value before the key (until 3.7, PEP 572); measured.
    package var comprehensionsTakeValuesFirst: Bool { !since(3, 8) }

    /// Whether a list comprehension runs in the code around it, where its names stay (Python/compile.c of 2.7).
    package var listComprehensionsShareNames: Bool { !since(3, 0) }

    /// Whether comprehensions of lists, sets and dicts run in the code around them, with variables of their own (PEP 709,
    /// from 3.12 on).
    package var inlinesComprehensions: Bool { since(3, 12) }

    /// Whether a class has `__firstlineno__` and `__static_attributes__` (Python/compile.c, compiler_class_body, from 3.13
    /// on); measured with the constants of classes.
    package var classesListTheirAttributes: Bool { since(3, 13) }

    /// Whether methods that name `super` have a cell with their class (PEP 3135).
    package var classesHaveACell: Bool { since(3, 0) }

    /// Whether a class that defines `__eq__` and no `__hash__` cannot be hashed (Objects/typeobject.c,
    /// type_new_set_hash).
    package var equalityTakesTheHash: Bool { since(3, 0) }

    /// Whether the optimizer of the syntax tree comes to the value of a named expression (Python/ast_opt.c,
    /// astfold_expr, from 3.10 on; in 3.8 and 3.9 it passes by). Measured with `co_consts`.
    package var foldsNamedValues: Bool { since(3, 10) }

    /// Whether equal constants of all code of one compilation are one object (Python/compile.c, merge_consts_recursive,
    /// from 3.8 on), those inside tuples included; before, those of one piece of code are, and what is inside a tuple is
    /// an object of its own.
    package var sharesConstantsBetweenCode: Bool { since(3, 8) }

    /// Whether a tuple that is folded when instructions have been made is the same as an equal constant (Python/compile.c,
    /// merge_const_one, from 3.10 on). Measured: the defaults of two functions with equal ones.
    package var sharesTuplesFoldedLate: Bool { since(3, 10) }

    /// Whether functions and classes have `__qualname__` (PEP 3155).
    package var hasQualifiedNames: Bool { since(3, 3) }

    /// Whether the qualified name of a function is a constant of the code that makes it (Python/compile.c,
    /// compiler_make_closure); afterwards it belongs to the function's own code (`co_qualname`).
    package var qualifiedNamesAreConstants: Bool { !since(3, 11) }
    package var codeHasItsQualifiedName: Bool { since(3, 11) }

    /// Whether a call that spreads keyword arguments makes a tuple of its positional ones first; in 2.7 they stay on the
    /// stack (Python/ceval.c, CALL_FUNCTION_VAR_KW).
    package var argumentsBecomeTuples: Bool { since(3, 5) }

    /// Whether the cells of parameters lie behind all variables, with the other cells, and not in the places of the
    /// parameters (Objects/codeobject.c; Python/ceval.c, MAKE_CELL).
    package var cellsLieBehindParameters: Bool { !since(3, 11) }

    /// Whether the qualified name of code is interned whatever it looks like (Objects/codeobject.c,
    /// _PyCode_Validate). Measured on 3.6 to 3.13.
    package var qualifiedNamesAreInterned: Bool { since(3, 13) }

    /// Whether the defaults of a function go over the stack as a tuple; in 2.7 they are pushed one by one, and the
    /// function makes a tuple of them (Python/ceval.c, MAKE_FUNCTION).
    package var foldsDefaults: Bool { since(3, 6) }
}
