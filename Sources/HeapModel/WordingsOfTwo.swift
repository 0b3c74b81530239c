extension Wordings {
    /// What 2.7 puts in other words than 3.6, or as another exception; measured on 2.7.18. These rows hold before all
    /// others.
    static let wordsOfTwo: [Wording] = [
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
