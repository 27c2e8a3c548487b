import Foundation

/// The program that the tests try.
package enum Executable {
    /// Where it is: what `TESTED_PROGRAM` names, else the one that was built beside the tests; `nil` where neither is.
    ///
    /// `make test` names the release build: what is tried is what is installed, and takes a tenth of the time.
    package static let path: String? = {
        let path = ProcessInfo.processInfo.environment["TESTED_PROGRAM"] ?? besideTests
        return path.flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil }
    }()

    private static var besideTests: String? {
        // What can't be read names nothing.
        let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return tests.map { URL(filePath: $0).deletingLastPathComponent().appending(path: "herbarium").path() }
    }
}
