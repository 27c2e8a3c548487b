import Foundation

/// The program that was built with the tests.
package enum Executable {
    /// Where the build puts it: beside the tests; `nil` where it isn't built.
    package static let path: String? = {
        // What can't be read names nothing.
        let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = tests.map { URL(filePath: $0).deletingLastPathComponent().appending(path: "herbarium").path() }
        return path.flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil }
    }()
}
