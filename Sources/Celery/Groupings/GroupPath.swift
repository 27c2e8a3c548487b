/// By which argument of their tasks things are grouped: `kwargs.team_id`, `args.0`, `kwargs.order.shop`.
package struct GroupPath: Sendable, Hashable {
    /// As it is written.
    package let text: String
    /// Whether it is a positional argument; else it is a named one.
    package let isPositional: Bool
    private let steps: [String]

    /// Reads a path; `nil` where it is none.
    package init?(_ text: String) {
        let steps = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard steps.count > 1, steps.allSatisfy({ !$0.isEmpty }), steps[0] == "args" || steps[0] == "kwargs" else {
            return nil
        }
        isPositional = steps[0] == "args"
        if isPositional, UInt16(steps[1]) == nil { return nil }
        self.text = text
        self.steps = Array(steps.dropFirst())
    }

    /// What a task's arguments have under a path.
    package enum Value: Sendable, Hashable {
        /// This.
        case told(ExactText)
        /// Nothing.
        case absent
        /// Nobody tells: no arguments are known, or they were cut short before it.
        case unknown
    }

    /// More of a value is not shown.
    private static let longest = 200

    /// The value of a task.
    package func value(of facts: TaskFacts) -> Value {
        guard let told = isPositional ? facts.args : facts.kwargs else { return .unknown }
        var literal = PythonLiteral(told)
        switch literal.find(steps[...]) {
        case .value(let text):
            return .told((text.utf8.count > Self.longest ? String(text.prefix(Self.longest)) : text).exact)
        case .absent: return .absent
        case .unreadable: return .unknown
        }
    }

    /// Arguments in which nothing but a value under this path stands, as a `repr` of them.
    func arguments(holding value: String) -> String {
        var text = "'\(value)'"
        for (depth, step) in steps.enumerated().reversed() {
            if depth == 0, isPositional {
                text = "(" + String(repeating: "None, ", count: Int(step) ?? 0) + text + ",)"
            } else {
                text = "{'\(step)': \(text)}"
            }
        }
        return text
    }
}

/// What stays of arguments that nobody is to read.
package struct GroupMask: Sendable {
    /// Which of them.
    package let path: GroupPath
    /// What makes a word of it.
    package let digest: KeyedDigest

    /// Keeps a digest of what stands under a path.
    package init(path: GroupPath, digest: KeyedDigest) { (self.path, self.digest) = (path, digest) }
}
