import CLibFuzzer
import Glibc

/// Lets libFuzzer look for bytes that break a reader: SUBJECT in the environment, which libFuzzer's own children
/// inherit, names what is tried; the arguments are libFuzzer's.
@main
struct Fuzz {
    static func main() {
        guard let check = checks[getenv("SUBJECT").map { String(cString: $0) } ?? ""] else {
            print("usage: SUBJECT=\(checks.keys.sorted().joined(separator: "|")) Fuzz [libFuzzer's arguments]")
            exit(64)
        }
        // The driver's function can carry no context.
        chosen = check
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        _ = LLVMFuzzerRunDriver(&count, &arguments) { start, count in
            chosen(UnsafeBufferPointer(start: start, count: count))
            return 0
        }
    }
}

/// What is tried, by name.
private let checks: [String: @Sendable (UnsafeBufferPointer<UInt8>) -> Void] = [
    "configuration": { Configurations.check($0) }, "dump": { DumpBeginnings.check($0) }, "events": { Events.check($0) },
    "markdown": { Notes.check($0) },
    "redis": { RedisReplyStreams.check($0) }, "replies": { Answers.check($0) }, "secrets": { Secrets.check($0) },
    "sealed": { SealedFiles.check($0) }, "snapshot": { Snapshots.check($0) },
    "templates": { Templates.check($0) },
]

/// Set once, before there is a second thread.
nonisolated(unsafe) private var chosen: @Sendable (UnsafeBufferPointer<UInt8>) -> Void = { _ in }
