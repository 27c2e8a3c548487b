// swift-tools-version: 6.2
import PackageDescription

// A package of its own, since everything in it is built for libFuzzer. What is tried is linked in below Sources, of
// some targets only the files that read what comes from strangers.
let package = Package(
    name: "fuzz",
    dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.2.2")],
    targets: [
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "Templating", "Markdown", "Configuration", "RedisReplies", "Dumps", "Sealing", "SnapshotFile",
                "Decoding",
                "Celery", "CLibFuzzer",
            ],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
        .target(name: "Templating"),
        .target(name: "Markdown", dependencies: ["CCMarkGFM"]),
        .target(
            name: "Configuration",
            dependencies: ["Rules", "Site", "Celery", .product(name: "Yams", package: "Yams")],
            // What belongs to the parser of command lines, and knows brokers.
            exclude: [
                "Layers/CommandPath.swift", "Options/CaptureOptions.swift", "Options/CaptureOptions+Span.swift",
                "Options/ConnectionOptions.swift", "Options/GeneralOptions.swift", "Options/HistoryOptions.swift",
                "Options/PresentationOptions.swift", "Options/PublishingOptions.swift", "Options/SecretsOptions.swift",
                "Options/ParsableArguments+Standard.swift", "Options/Wrappers+Spec.swift",
                "Layers/CommandLineLayer.swift", "Layers/ArgumentLayers.swift",
            ]),
        .target(
            name: "RedisReplies", dependencies: ["CHiredis"], sources: ["RedisReader.swift", "RedisReply.swift"]),
        .target(name: "Dumps", dependencies: ["Celery"], sources: ["DumpHeader.swift", "DumpFlaw.swift"]),
        .target(name: "Sealing", dependencies: ["CCrypto"]),
        .target(name: "SnapshotFile", dependencies: ["Decoding", "Celery", "CSimdJSON"]),
        .target(name: "Decoding", dependencies: ["Celery", "CSimdJSON"]),
        .target(name: "Rules", dependencies: ["Celery"]),
        .target(name: "Site", sources: ["Pages/Language.swift", "Tickets/TicketFlavour.swift"]),
        .target(name: "Celery"),
        .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
        .systemLibrary(name: "CCMarkGFM"),
        .systemLibrary(name: "CCrypto"),
        .systemLibrary(name: "CHiredis"),
        .systemLibrary(name: "CLibFuzzer"),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type != .system && target.name != "CSimdJSON" {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
        .unsafeFlags(["-sanitize=fuzzer", "-enable-testing"]),
    ]
}
