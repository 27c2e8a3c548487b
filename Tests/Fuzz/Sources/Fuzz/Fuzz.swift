import CLibFuzzer

/// Lets libFuzzer look for bytes that break a reader: the first argument names what is tried, the others are libFuzzer's.
@main
struct Fuzz {
    static func main() {
        let all = CommandLine.unsafeArgv
        let words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: Int(CommandLine.argc) + 1)
        words.initialize(repeating: nil, count: Int(CommandLine.argc) + 1)
        words[0] = all[0]
        for index in 2..<max(2, Int(CommandLine.argc)) { words[index - 1] = all[index] }
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = words
        var count = CommandLine.argc - 1
        let subject = CommandLine.arguments.dropFirst().first ?? ""
        guard let check = checks[subject] else {
            print("usage: Fuzz \(checks.keys.sorted().joined(separator: "|")) [libFuzzer's arguments]")
            return
        }
        // The driver's function can carry no context.
        chosen = check
        _ = LLVMFuzzerRunDriver(&count, &arguments) { start, count in
            chosen(UnsafeBufferPointer(start: start, count: count))
            return 0
        }
    }
}

/// What is tried, by name.
private let checks: [String: @Sendable (UnsafeBufferPointer<UInt8>) -> Void] = [
    "configuration": { Configurations.check($0) }, "events": { Events.check($0) }, "markdown": { Notes.check($0) },
    "redis": { RedisReplyStreams.check($0) }, "replies": { Answers.check($0) }, "snapshot": { Snapshots.check($0) },
    "templates": { Templates.check($0) },
]

/// Set once, before there is a second thread.
nonisolated(unsafe) private var chosen: @Sendable (UnsafeBufferPointer<UInt8>) -> Void = { _ in }
