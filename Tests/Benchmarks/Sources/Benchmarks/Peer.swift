import Foundation

/// A peer that is written in Python.
enum Peer {
    /// Runs a script of the folder `Peers` and gives what it prints.
    ///
    /// `run` beside `Package.swift` sets `PYTHON` and `PEERS`.
    static func run(_ script: String, _ arguments: [String]) throws -> String {
        let environment = ProcessInfo.processInfo.environment
        guard let python = environment["PYTHON"], let peers = environment["PEERS"] else { throw Failure.notPrepared }
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = [peers + "/" + script] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure.failed(script) }
        return String(decoding: output, as: UTF8.self)
    }

    /// Why a peer couldn't be measured.
    enum Failure: Error, CustomStringConvertible {
        case notPrepared
        case failed(String)

        /// The reason in words.
        var description: String {
            switch self {
            case .notPrepared: "the peers aren't installed; start the benchmarks with Tests/Benchmarks/run"
            case .failed(let script): "the peer '\(script)' failed"
            }
        }
    }
}
