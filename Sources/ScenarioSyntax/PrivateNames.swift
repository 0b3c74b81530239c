/// Names that begin with two underscores and belong to one class: in its body `__name` stands for `_Class__name`.
package enum PrivateNames {
    /// The name as the class keeps it (Python/compile.c, _Py_Mangle). What also ends in two underscores is no private
    /// name, and a class whose name is nothing but underscores has none.
    package static func mangled(_ name: String, in className: String) -> String {
        guard name.hasPrefix("__"), !name.hasSuffix("__"), !name.contains(".") else { return name }
        let owner = className.drop { $0 == "_" }
        return owner.isEmpty ? name : "_\(owner)\(name)"
    }
}
