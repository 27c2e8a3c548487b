// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the peers we are measured against cost nobody else a build. Targets of the project are
// linked in below Sources, since what has package access can't be imported from another package.
let package = Package(
    name: "benchmarks",
    dependencies: [
        // The peer among Swift's template engines.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1")
    ],
    targets: [
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Report", "Charts", "Templating", "SnapshotFile", "Replay", "Celery",
                .product(name: "Mustache", package: "swift-mustache"),
            ]),
        .target(name: "Report", dependencies: ["Charts", "Templating", "Comparison", "Rules", "Celery"]),
        .target(name: "Charts"),
        .target(name: "Templating"),
        .target(name: "SnapshotFile", dependencies: ["Decoding", "Celery", "CSimdJSON"]),
        .target(name: "Decoding", dependencies: ["Celery", "CSimdJSON"]),
        .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "Comparison", dependencies: ["Celery"]),
        .target(name: "Rules", dependencies: ["Celery"]),
        .target(name: "Replay"),
        .target(name: "Celery"),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

for target in package.targets where target.name != "CSimdJSON" {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
