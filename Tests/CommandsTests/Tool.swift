import Foundation
import TestSupport

/// A program of this system that a test asks for its opinion.
enum Tool {
    /// Where it is; `nil` where it isn't installed.
    static func path(_ name: String) -> String? {
        ["/usr/bin", "/bin", "/usr/local/bin"].map { "\($0)/\(name)" }.first(
            where: FileManager.default.isExecutableFile)
    }

    /// Runs it to its end; returns its status and all that it wrote.
    static func run(_ name: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(filePath: path(name) ?? name)
        process.arguments = arguments
        let pipe = Spawning.pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try Spawning.start(process)
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
