// swift-tools-version: 6.2
import PackageDescription

// A package of its own, since everything in it is built for libFuzzer. The target under test is linked in below Sources.
let package = Package(
    name: "fuzz",
    targets: [
        .executableTarget(
            name: "Fuzz", dependencies: ["Templating", "CLibFuzzer"],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
        .target(name: "Templating"),
        .systemLibrary(name: "CLibFuzzer"),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
        .unsafeFlags(["-sanitize=fuzzer"]),
    ]
}
