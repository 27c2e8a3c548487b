import Celery
import Foundation
import Glibc
import Site

extension Context {
    /// The world of this process.
    package static var process: Context {
        var context = Context(
            now: { Instant(microseconds: clockMicroseconds()) },
            environment: ProcessInfo.processInfo.environment,
            standardOutput: .descriptor(STDOUT_FILENO, name: "the standard output"),
            standardError: .descriptor(STDERR_FILENO, name: "the standard error"),
            isTerminal: isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb",
            isJournal: isJournal(),
            columns: terminalColumns(),
            signals: [SIGINT, SIGTERM, SIGHUP],
            endProcess: { _exit($0) },
            executable: executablePath(),
            hostName: machineName())
        context.agrees = agrees
        return context
    }

    /// Asks on the terminal; `nil` where there is none.
    @Sendable private static func agrees(_ question: String) -> Bool? {
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return nil }
        try? Output.descriptor(STDERR_FILENO, name: "the standard error").write("\(MessageLine.from(question)) [y/N] ")
        return ["y", "yes"].contains(readLine()?.lowercased())
    }

    private static func clockMicroseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }

    /// Whether the standard error is still the stream that systemd made for it, as systemd.exec(5) tells to find out.
    private static func isJournal() -> Bool {
        var status = stat()
        guard let stream = ProcessInfo.processInfo.environment["JOURNAL_STREAM"], fstat(STDERR_FILENO, &status) == 0
        else { return false }
        return stream == "\(status.st_dev):\(status.st_ino)"
    }

    private static func terminalColumns() -> Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    private static func executablePath() -> String {
        "/proc/self/exe".realPath ?? CommandLine.arguments[0]
    }

    /// The kernel's own name for the machine; Foundation's would ask the name service.
    private static func machineName() -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let failed = buffer.withUnsafeMutableBytes { bytes in
            let characters = bytes.bindMemory(to: CChar.self)
            return characters.baseAddress.map { gethostname($0, characters.count - 1) != 0 } ?? true
        }
        return failed ? "localhost" : String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
    }
}
