// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "herbarium",
    products: [
        .executable(name: "herbarium", targets: ["herbarium"])
    ],
    dependencies: [
        // Parses the command line, and generates help and completions from the same declarations.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Keeps the history in SQLite: migrations, transactions, one writer beside many readers.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // Logs with levels, for journald and for people.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // Reads the configuration file, and knows the line of each key.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .executableTarget(name: "herbarium", dependencies: ["Commands", "Application", "Configuration"]),
        .target(
            name: "Commands",
            dependencies: [
                "Application", "Configuration", "Site", "Report", "Templating", "History", "Brokers", "SnapshotFile",
                "Comparison", "Rules", "Celery",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Application",
            dependencies: [
                "Configuration", "Site", "Report", "Charts", "Templating", "Capture", "History", "ResultTables",
                "Brokers", "SnapshotFile", "Decoding", "Rules", "Replay", "Sealing", "Celery", "CPosix", "CRecording",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Configuration",
            dependencies: [
                "Site", "Brokers", "Rules", "Celery",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ]),
        .target(
            name: "Site",
            dependencies: [
                "Report", "Templating", "SnapshotFile", "Comparison", "Sealing", "Celery", "CCMarkGFM", "CTemplates",
                "CPosix", "CZlib",
            ]),
        .target(name: "Report", dependencies: ["Charts", "Templating", "Comparison", "Rules", "Celery"]),
        .target(name: "Charts"),
        .target(name: "Templating"),
        .target(name: "Capture", dependencies: ["Brokers", "Celery"]),
        .target(
            name: "History",
            dependencies: [
                "Postgres", "Celery", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(
            name: "ResultTables",
            dependencies: [
                "Postgres", "Brokers", "Decoding", "Celery", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(name: "Postgres", dependencies: ["CPostgres"]),
        .target(
            name: "Brokers", dependencies: ["Decoding", "Celery", "CHiredis", "CRabbitMQ", "CCurl", "CPosix", "CZlib"]),
        .target(name: "SnapshotFile", dependencies: ["Decoding", "Celery", "CSimdJSON"]),
        .target(name: "Decoding", dependencies: ["Celery", "CSimdJSON"]),
        .target(name: "Comparison", dependencies: ["Celery"]),
        .target(name: "Rules", dependencies: ["Celery"]),
        .target(name: "Replay"),
        .target(name: "Sealing", dependencies: ["CCrypto"]),
        .target(name: "Celery"),

        .systemLibrary(
            name: "CCMarkGFM",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CHiredis", providers: [.apt(["libhiredis-dev"])]),
        .systemLibrary(name: "CRabbitMQ", providers: [.apt(["librabbitmq-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CPostgres", providers: [.apt(["libpq-dev"])]),
        .target(name: "CPosix"),
        .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CTemplates"),
        .target(name: "CRecording", exclude: ["recording.ndjson.gz"]),

        .target(name: "TestSupport", dependencies: ["Celery"], path: "Tests/TestSupport"),

        .testTarget(name: "ReplayTests", dependencies: ["Replay", "TestSupport"]),
        .testTarget(name: "SealingTests", dependencies: ["Sealing", "TestSupport"]),
        .testTarget(name: "CeleryTests", dependencies: ["Celery", "TestSupport"]),
        .testTarget(name: "DecodingTests", dependencies: ["Decoding", "Celery", "TestSupport"]),
        .testTarget(
            name: "SnapshotFileTests", dependencies: ["SnapshotFile", "Decoding", "Celery", "TestSupport"]),
        .testTarget(name: "BrokersTests", dependencies: ["Brokers", "Decoding", "Celery", "TestSupport"]),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres"]),
        .testTarget(
            name: "ResultTablesTests",
            dependencies: [
                "ResultTables", "Brokers", "Celery", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(name: "CaptureTests", dependencies: ["Capture", "Brokers", "Celery"]),
        .testTarget(
            name: "HistoryTests",
            dependencies: [
                "History", "Postgres", "Decoding", "Celery", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Fixtures"]),
        .testTarget(name: "TemplatingTests", dependencies: ["Templating", "CCMarkGFM", "TestSupport"]),
        .testTarget(name: "ComparisonTests", dependencies: ["Comparison", "Celery", "TestSupport"]),
        .testTarget(name: "RulesTests", dependencies: ["Rules", "Celery", "TestSupport"]),
        .testTarget(name: "ChartsTests", dependencies: ["Charts"]),
        .testTarget(name: "ReportTests", dependencies: ["Report", "Charts", "Templating", "Celery", "TestSupport"]),
        .testTarget(
            name: "SiteTests",
            dependencies: [
                "Site", "Report", "Charts", "Templating", "SnapshotFile", "Sealing", "Celery", "CPosix", "TestSupport",
            ],
            exclude: ["Languages/Golden", "Overviews/Golden", "Pages/Golden"]),
        .testTarget(
            name: "ConfigurationTests",
            dependencies: [
                "Configuration", "Brokers", "Rules", "Celery", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Commands", "Application", "Configuration", "History", "Brokers", "SnapshotFile", "Rules", "Celery",
                "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(name: "EndToEndTests", dependencies: ["herbarium", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu2x,
    cxxLanguageStandard: .cxx17
)

let cTargets: Set = ["CPosix", "CSimdJSON", "CTemplates", "CRecording"]
for target in package.targets where target.type != .system && !cTargets.contains(target.name) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
