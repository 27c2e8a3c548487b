import Foundation

/// Runs a program and measures it.
enum Program {
    /// What a run took.
    struct Cost {
        /// From its start to its end.
        let seconds: Double
        /// What it had of processors, of all together.
        let processor: Double
        /// The most memory that it had at once.
        let bytes: Int
    }

    /// Runs a program, its standard output going to a file if one is named.
    @discardableResult
    static func run(_ path: String, _ arguments: [String], output: String? = nil) throws -> Cost {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let output {
            posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        let start = ContinuousClock.now
        var child: pid_t = 0
        guard posix_spawn(&child, path, &actions, nil, &words, environ) == 0 else { throw Failure.notStarted(path) }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(child, &status, 0, &usage) < 0 && errno == EINTR {}
        guard status == 0 else { throw Failure.failed(path) }
        let processor = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        return Cost(
            seconds: (ContinuousClock.now - start) / .seconds(1), processor: processor, bytes: usage.ru_maxrss * 1024)
    }

    /// The value of a variable that `run` beside `Package.swift` sets.
    static func variable(_ name: String) throws -> String {
        guard let value = ProcessInfo.processInfo.environment[name] else { throw Failure.notPrepared }
        return value
    }

    /// Why a program couldn't be measured.
    enum Failure: Error, CustomStringConvertible {
        case notPrepared
        case notStarted(String)
        case failed(String)

        /// The reason in words.
        var description: String {
            switch self {
            case .notPrepared: "nothing is prepared; start the benchmarks with Tests/Benchmarks/run"
            case .notStarted(let path): "'\(path)' can't be started"
            case .failed(let path): "'\(path)' failed"
            }
        }
    }
}
