extension Wordings {
    /// What 2.7 puts in other words than 3.6, or as another exception; measured on 2.7.18. These rows hold before all
    /// others.
    static let wordsOfTwo: [Wording] = [
        Wording(
            .until(2, 7), "TypeError", "sorted expected 1 argument, got 0",
            "Required argument 'iterable' (pos 1) not found"),
        Wording(
            .until(2, 7), "ValueError", "too many values to unpack (expected {})", "too many values to unpack"),
        Wording(
            .until(2, 7), "ValueError", "not enough values to unpack (expected {}, got 1)",
            "need more than 1 value to unpack"),
        Wording(
            .until(2, 7), "ValueError", "not enough values to unpack (expected {}, got {})",
            "need more than {1} values to unpack"),
        Wording(
            .until(2, 7), "RuntimeError", "super(): no arguments", "super() takes at least 1 argument (0 given)",
            as: "TypeError"),
        Wording(.until(2, 7), "RecursionError", "{}", "{0}", as: "RuntimeError"),
        Wording(
            .until(2, 7), "ValueError", "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)",
            "bad typecode (must be c, b, B, u, h, H, i, I, l, L, f or d)"),
        Wording(
            .until(2, 7), "TypeError", "'float' object cannot be interpreted as an integer by {}",
            "integer argument expected, got float"),
        Wording(
            .until(2, 7), "TypeError", "'{}' object cannot be interpreted as an integer by {}",
            "an integer is required"),
        Wording(.until(2, 7), "TypeError", "'{}' object is not an iterator", "{0} object is not an iterator"),
        Wording(
            .until(2, 7), "TypeError", "copy() missing 1 required positional argument: 'x'",
            "copy() takes exactly 1 argument (0 given)"),
        Wording(
            .until(2, 7), "TypeError", "deepcopy() missing 1 required positional argument: 'x'",
            "deepcopy() takes at least 1 argument (0 given)"),
        Wording(
            .until(2, 7), "AttributeError", "module '{}' has no attribute '{}'",
            "'module' object has no attribute '{1}'"),
        Wording(
            .until(2, 7), "TypeError", "can only concatenate str (not \"{}\") to str",
            "cannot concatenate 'str' and '{0}' objects"),
        Wording(
            .until(2, 7), "TypeError", "'{}' object is not subscriptable",
            "'{0}' object has no attribute '__getitem__'"),
    ]
}
