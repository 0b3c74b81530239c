import Foundation
import Heapbook
import Testing

/// The folder of this package's sources.
private let checkout = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().resolvingSymlinksInPath().path

@Suite struct InstallationTests {
    private let root: TemporaryFolder

    init() throws {
        root = try TemporaryFolder()
    }

    @Test func isFoundBesideAnInstalledExecutable() throws {
        let templates = try root.folder("usr/share/heapbook/Templates")
        let guide = try root.folder("usr/share/heapbook/Guide")
        let found = try Installation(executable: "\(root.path)/usr/bin/heapbook")
        #expect(found.templates == templates)
        #expect(found.guide == guide)
    }

    @Test func isFoundInTheCheckoutThatItWasBuiltIn() throws {
        let templates = try root.folder("checkout/Templates")
        let guide = try root.folder("checkout/Sources/Guide")
        try root.file("checkout/Package.swift", "")
        let found = try Installation(
            executable: "\(root.path)/checkout/.build/x86_64-unknown-linux-gnu/release/heapbook")
        #expect(found.templates == templates)
        #expect(found.guide == guide)
    }

    @Test func takesTheInstalledFilesBeforeACheckoutAroundThem() throws {
        try root.folder("Templates")
        try root.file("Package.swift", "")
        let templates = try root.folder("stage/share/heapbook/Templates")
        try root.folder("stage/share/heapbook/Guide")
        #expect(try Installation(executable: "\(root.path)/stage/bin/heapbook").templates == templates)
    }

    /// The tests' own executable lies in the checkout, unless they were built elsewhere.
    @Test(.enabled(if: CommandLine.arguments[0].hasPrefix("\(checkout)/.build/"), "built outside the checkout"))
    func isFoundFromTheRunningProgram() throws {
        let found = try Installation.current(environment: [:])
        #expect(found.templates == "\(checkout)/Templates")
        #expect(found.guide == "\(checkout)/Sources/Guide")
    }

    @Test func takesTheVariableBeforeAllElse() throws {
        let templates = try root.folder("own/Templates")
        let guide = try root.folder("own/Guide")
        let found = try Installation.current(environment: ["HEAPBOOK_SHARE": "\(root.path)/own"])
        #expect(found.templates == templates)
        #expect(found.guide == guide)
    }

    @Test func saysWhatTheNamedFolderLacks() throws {
        try root.folder("own/Templates")
        let share = "\(root.path)/own"
        let failure = Installation.Failure.incomplete(share: share, missing: "Guide")
        #expect(throws: failure) { try Installation.current(environment: ["HEAPBOOK_SHARE": share]) }
        #expect(failure.description.contains("HEAPBOOK_SHARE") && failure.description.contains("'Guide'"))
    }

    @Test func saysWhereItLooked() throws {
        let failure = Installation.Failure.notFound(searched: ["\(root.path)/share/heapbook"])
        #expect(throws: failure) { try Installation(executable: "\(root.path)/bin/heapbook") }
        #expect(failure.description.contains("\(root.path)/share/heapbook"))
        #expect(failure.description.contains("make install"))
    }

    @Test func takesNoPackageWithoutTemplatesForTheCheckout() throws {
        try root.folder("other/.build/release")
        try root.file("other/Package.swift", "")
        #expect(throws: Installation.Failure.self) {
            try Installation(executable: "\(root.path)/other/.build/release/heapbook")
        }
    }
}
