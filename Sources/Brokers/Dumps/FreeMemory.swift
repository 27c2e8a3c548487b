import CPosix
import Glibc

/// How much memory a further process may take.
struct FreeMemory {
    /// What `/proc` and `/sys` lie below, for tests.
    private let root: String

    /// Looks at the system that this runs on.
    init(root: String = "") { self.root = root }

    /// In bytes: what the kernel thinks it can give, or what any of the control groups around us leaves, whichever is
    /// less; `nil` where none says.
    ///
    /// A group is charged for files that were read, too, of which the kernel gives back those that nobody used of late
    /// (`inactive_file`).
    var bytes: Int? {
        let machine = number("/proc/meminfo", of: "MemAvailable:").map { $0 << 10 }
        return ([machine] + groups.map(rest)).compactMap(\.self).min()
    }

    /// The folders of our control group and of those around it, each of which may have a limit (cgroups(7), version 2).
    private var groups: [String] {
        let own = lines("/proc/self/cgroup").first { $0.hasPrefix("0::/") }.map { String($0.dropFirst(3)) } ?? "/"
        // From a container's namespace of its own, what lies above shows as `/..`.
        guard !own.contains("/../"), !own.hasSuffix("/..") else { return ["/sys/fs/cgroup"] }
        var parts = own.split(separator: "/")
        var groups = ["/sys/fs/cgroup"]
        while !parts.isEmpty {
            groups.append("/sys/fs/cgroup/" + parts.joined(separator: "/"))
            parts.removeLast()
        }
        return groups
    }

    /// What a group leaves; `nil` where it has no limit.
    private func rest(of group: String) -> Int? {
        guard let limit = number(group + "/memory.max", of: ""), let used = number(group + "/memory.current", of: "")
        else { return nil }
        let idle = number(group + "/memory.stat", of: "inactive_file") ?? 0
        return max(0, limit - max(0, used - idle))
    }

    /// The number behind the first word of a line.
    private func number(_ path: String, of word: String) -> Int? {
        for line in lines(path) {
            let words = line.split(separator: " ")
            if word.isEmpty { return words.first.flatMap { Int($0) } }
            if words.count > 1, words[0] == word { return Int(words[1]) }
        }
        return nil
    }

    private func lines(_ path: String) -> [Substring] {
        let file = open(root + path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var (text, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4_096))
        // None of these files is long.
        while text.count < 1 << 20, case let count = read(file, &buffer, buffer.count), count > 0 {
            text += buffer[..<count]
        }
        return String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
    }

    /// Whether what is written into a folder stays in memory.
    static func holds(_ folder: String) -> Bool { shim_is_in_memory(folder) != 0 }
}
