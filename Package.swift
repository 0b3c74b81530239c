// swift-tools-version: 6.1
import PackageDescription

/// The order below is the way data flows (see README.md, "How it is built"): a target imports only
/// what stands above it.
let package = Package(
    name: "heapbook",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "heapbook", targets: ["HeapbookCommand"]),
        .library(name: "Heapbook", targets: ["Heapbook"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    ],
    targets: [
        // From text to the timeline.
        .target(name: "Diagnostics"),
        .target(name: "ScenarioSyntax", dependencies: ["Diagnostics"]),
        .target(name: "Timelines"),
        .target(name: "HeapModel", dependencies: ["Timelines", .product(name: "BigInt", package: "BigInt")]),
        .target(name: "CellModel", dependencies: ["Timelines"]),
        .target(name: "RaceModel", dependencies: ["Timelines"]),
        .target(
            name: "ScenarioCompiler",
            dependencies: [
                "Diagnostics", "ScenarioSyntax", "Timelines", "HeapModel", "CellModel", "RaceModel",
                .product(name: "BigInt", package: "BigInt"),
            ]),

        // From the timeline to pictures.
        .systemLibrary(
            name: "CGraphviz", pkgConfig: "libgvc",
            providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]),
        .target(name: "Graphviz", dependencies: ["CGraphviz"]),
        .target(name: "Diagrams", dependencies: ["Timelines", "Graphviz"]),
        .systemLibrary(
            name: "CRsvg", pkgConfig: "librsvg-2.0",
            providers: [.apt(["librsvg2-dev", "libfontconfig-dev"]), .brew(["librsvg"])]),
        .target(name: "Raster", dependencies: ["CRsvg"]),

        // The book and its pages.
        .systemLibrary(
            name: "CCMark", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
        .target(name: "Markdown", dependencies: ["CCMark"]),
        .systemLibrary(
            name: "CHarfBuzz", pkgConfig: "harfbuzz-subset",
            providers: [.apt(["libharfbuzz-dev"]), .brew(["harfbuzz"])]),
        .target(name: "CWoff2", linkerSettings: [.linkedLibrary("woff2enc"), .linkedLibrary("woff2common")]),
        .target(name: "Fonts", dependencies: ["CHarfBuzz", "CWoff2"]),
        .target(
            name: "Guidebook",
            dependencies: ["Diagnostics", "Markdown", .product(name: "Yams", package: "Yams")]),
        .target(
            name: "SiteGenerator",
            dependencies: [
                "Diagnostics", "Guidebook", "Markdown", "Diagrams", "Fonts",
                .product(name: "Mustache", package: "swift-mustache"),
            ]),

        // The facade and the command line.
        .target(name: "CFiles"),
        .target(
            name: "Heapbook",
            dependencies: [
                "Diagnostics", "ScenarioSyntax", "Timelines", "HeapModel", "ScenarioCompiler", "Diagrams", "Raster",
                "Guidebook", "SiteGenerator", "Fonts", "CFiles",
            ]),
        .target(
            name: "LanguageServer",
            dependencies: ["Diagnostics", "ScenarioSyntax", "Timelines", "ScenarioCompiler", "Heapbook"]),
        .executableTarget(
            name: "HeapbookCommand",
            dependencies: [
                "Heapbook", "LanguageServer", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // How fast the model is; `make bench` builds and runs it.
        .executableTarget(
            name: "HeapbookBenchmarks",
            dependencies: [
                "Diagnostics", "ScenarioSyntax", "Timelines", "HeapModel", "ScenarioCompiler", "Diagrams",
                "LanguageServer",
            ],
            path: "Tests/Benchmarks", exclude: ["README.md"]),
        .testTarget(name: "BenchmarksTests", dependencies: ["HeapbookBenchmarks"]),

        // Arbitrary bytes as scenarios; `make fuzz` builds and runs it with libFuzzer.
        .executableTarget(
            name: "HeapbookFuzz", dependencies: ["Diagnostics", "ScenarioSyntax", "ScenarioCompiler"],
            path: "Tests/Fuzz/Targets"),
        .testTarget(name: "FuzzTests", dependencies: ["HeapbookFuzz"]),

        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(name: "ScenarioSyntaxTests", dependencies: ["ScenarioSyntax"]),
        .testTarget(name: "TimelinesTests", dependencies: ["Timelines"]),
        .testTarget(name: "HeapModelTests", dependencies: ["HeapModel"]),
        .testTarget(name: "CellModelTests", dependencies: ["CellModel"]),
        .testTarget(name: "RaceModelTests", dependencies: ["RaceModel"]),
        .testTarget(name: "ScenarioCompilerTests", dependencies: ["ScenarioCompiler"]),
        .testTarget(name: "GraphvizTests", dependencies: ["Graphviz"]),
        .testTarget(name: "DiagramsTests", dependencies: ["Diagrams"]),
        .testTarget(name: "RasterTests", dependencies: ["Raster"]),
        .testTarget(name: "MarkdownTests", dependencies: ["Markdown"]),
        .testTarget(name: "FontsTests", dependencies: ["Fonts"]),
        .testTarget(name: "GuidebookTests", dependencies: ["Guidebook", "Markdown", "Diagnostics"]),
        .testTarget(name: "SiteGeneratorTests", dependencies: ["SiteGenerator", "Guidebook", "Fonts", "Diagnostics"]),
        .testTarget(name: "HeapbookTests", dependencies: ["Heapbook", "Guidebook", "Diagnostics"]),
        .testTarget(
            name: "LanguageServerTests",
            dependencies: ["LanguageServer", "Diagnostics", "ScenarioSyntax", "ScenarioCompiler", "Heapbook"]),
        .testTarget(name: "HeapbookCommandTests", dependencies: ["Heapbook", "HeapbookCommand"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
