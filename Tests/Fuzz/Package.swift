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
            sources: [
                "CommandError.swift", "RunStatus.swift", "Values", "Layers/ConfigurationLayer.swift",
                "Layers/ConfigurationValue.swift", "Layers/NearestName.swift", "Layers/OptionValue.swift",
                "Layers/Place.swift", "Layers/RuleSet.swift", "Layers/YAMLDocument.swift", "Options/OptionEntry.swift",
                "Options/OptionSpec.swift",
                "Options/OptionTable.swift", "Options/OptionTable+Capture.swift",
                "Options/OptionTable+Connection.swift", "Options/OptionTable+General.swift",
                "Options/OptionTable+History.swift", "Options/OptionTable+Publishing.swift",
                "Options/OptionTable+Secrets.swift", "Options/OptionTable+Tap.swift",
                "Options/OptionTable+WhatIf.swift",
                "Processes/InputDescriptor.swift",
                "Processes/InputFile.swift",
                "Processes/SystemError.swift",
            ]),
        .target(
            name: "RedisReplies", dependencies: ["CHiredis"], sources: ["RedisReader.swift", "RedisReply.swift"]),
        .target(name: "Dumps", dependencies: ["Celery"], sources: ["DumpHeader.swift", "DumpFlaw.swift"]),
        .target(name: "Sealing", dependencies: ["CCrypto"]),
        .target(name: "SnapshotFile", dependencies: ["Decoding", "Celery", "CSimdJSON"]),
        .target(name: "Decoding", dependencies: ["Celery", "CSimdJSON"]),
        .target(name: "Rules", dependencies: ["Celery"]),
        .target(name: "Site", sources: ["TicketFlavour.swift"]),
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
