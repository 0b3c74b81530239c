import Foundation

/// A Python interpreter of this machine.
public struct PythonInterpreter: Hashable, Sendable, Comparable {
    /// The path of the program.
    public var path: String
    /// Such as 3.11.
    public var version: PythonVersion
    /// The third number of its version.
    public var micro: Int
    /// Why it cannot be asked, or nil: it is no CPython, say, or its counts are kept in another form.
    public var unfit: String?

    init(path: String, version: PythonVersion, micro: Int, unfit: String? = nil) {
        self.path = path
        self.version = version
        self.micro = micro
        self.unfit = unfit
    }

    /// `3.11.7`
    public var fullVersion: String { "\(version).\(micro)" }

    /// Orders by version, then by path.
    public static func < (left: PythonInterpreter, right: PythonInterpreter) -> Bool {
        (left.version, left.micro, left.path) < (right.version, right.micro, right.path)
    }

    /// What lies in the usual places: the folders of `PATH`, pyenv's versions, and the systems' own folders. Of several
    /// with one full version the first one found is kept.
    ///
    /// - Parameter environment: the process's environment, or another one.
    /// - Returns: in order of version.
    public static func findAll(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> [PythonInterpreter] {
        var seen: Set<String> = []
        var found: [PythonInterpreter] = []
        for path in candidates(environment) {
            guard let real = realPath(path), seen.insert(real).inserted, let interpreter = PythonInterpreter(path: path)
            else { continue }
            if !found.contains(where: { $0.fullVersion == interpreter.fullVersion && $0.unfit == interpreter.unfit }) {
                found.append(interpreter)
            }
        }
        return found.sorted()
    }

    /// The interpreter at a path, nil where there is no Python: it is asked for its version.
    public init?(path: String) {
        let question = """
            import sys
            fit = ''
            if 'PyPy' in sys.version or getattr(getattr(sys, 'implementation', None), 'name', 'cpython') != 'cpython':
                fit = 'it is not CPython'
            elif sys.version_info[:2] == (3, 5):
                fit = 'the model of 3.5 was never measured'
            elif 't' in getattr(sys, 'abiflags', ''):
                fit = 'it is a free-threaded build'
            elif sys.maxsize < 2 ** 32:
                fit = 'it is a 32-bit build'
            print('%d %d %d %s' % (sys.version_info[:3] + (fit,)))
            """
        guard let answer = try? Self.ask(path, question) else { return nil }
        let words = answer.split(separator: " ", maxSplits: 3).map {
            $0.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        guard words.count >= 3, let major = Int(words[0]), let minor = Int(words[1]), let micro = Int(words[2]) else {
            return nil
        }
        self.path = path
        self.version = PythonVersion(major, minor)
        self.micro = micro
        self.unfit = words.count > 3 && !words[3].isEmpty ? words[3] : nil
    }

    private static func ask(_ path: String, _ question: String) throws -> String? {
        guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
        return try withTemporaryFolder { folder in
            let child = ChildProcess(
                executable: path, arguments: ["-S", "-c", question], folder: folder, timeLimit: 10)
            let ending = try child.run(output: "\(folder)/answer", messages: "\(folder)/messages")
            guard ending == .exited(0) else { return nil }
            return try String(contentsOfFile: "\(folder)/answer", encoding: .utf8)
        }
    }

    private static func candidates(_ environment: [String: String]) -> [String] {
        var folders = environment["PATH", default: ""].split(separator: ":").map(String.init)
        let home = environment["HOME"].map { "\($0)/.pyenv" }
        let pyenv = [environment["PYENV_ROOT"], home].compactMap { $0 }
        for root in pyenv {
            folders += entries("\(root)/versions").map { "\(root)/versions/\($0)/bin" }
        }
        folders += ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
        return folders.flatMap { folder in
            entries(folder).filter { $0.wholeMatch(of: #/python(3(\.\d+)?|2\.7)?/#) != nil }.map { "\(folder)/\($0)" }
        }
    }

    private static func entries(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
