/// What a worker can be asked without harm, as far as its answers tell.
///
/// Answers leave a worker as JSON. Up to Celery 5.6, one that JSON can't hold (a set, an object, bytes among a task's
/// arguments) ends the worker's remote control for good.
package struct AnswerSafety: Sendable, Equatable {
    /// Whether every argument came as JSON, and so can be told in JSON again: by its answer to `conf`.
    package var takesOnlyJSON: Bool?
    /// Whether `active` can be told to answer with `argsrepr` and `kwargsrepr` in place of the arguments, by `safe`,
    /// which came with Celery 5.2: by its answer to `report`.
    package var honoursSafe: Bool?

    /// Tells what is known; `nil` is what isn't.
    package init(takesOnlyJSON: Bool? = nil, honoursSafe: Bool? = nil) {
        self.takesOnlyJSON = takesOnlyJSON
        self.honoursSafe = honoursSafe
    }

    /// Adds what else is known; of two workers of one name it is what both can do.
    package mutating func join(_ other: AnswerSafety) {
        takesOnlyJSON = Self.joined(takesOnlyJSON, other.takesOnlyJSON)
        honoursSafe = Self.joined(honoursSafe, other.honoursSafe)
    }

    private static func joined(_ one: Bool?, _ other: Bool?) -> Bool? {
        guard let one, let other else { return one ?? other }
        return one && other
    }
}

extension AnswerSafety {
    /// Reads what an answer tells of it; `nil` where it tells nothing.
    init?(_ answer: JSONNode, to method: InspectionMethod) {
        guard answer.refusal == nil else { return nil }
        switch method {
        case .conf: self.init(takesOnlyJSON: Self.takesOnlyJSON(answer))
        case .report: self.init(honoursSafe: Self.honoursSafe(answer["ok"]?.string ?? ""))
        case .ping, .stats, .active, .reserved, .scheduled, .registered, .revoked, .activeQueues: return nil
        }
    }

    /// The settings tell what differs from Celery's defaults, by which a worker takes JSON alone.
    private static func takesOnlyJSON(_ settings: JSONNode) -> Bool {
        guard let fields = settings.fields else { return false }
        for (key, value) in fields
        where ["accept_content", "celery_accept_content"].contains(key.text.lowercased()) && !value.isNull {
            // A set is told as its text: "{'json'}".
            let text = (value.texts?.joined(separator: " ") ?? value.string ?? "").lowercased()
            let names = text.split { !($0.isLetter || $0.isNumber || "/+-.".contains($0)) }
            return !names.isEmpty && names.allSatisfy { ["json", "application/json"].contains($0) }
        }
        return true
    }

    /// The report begins with "software -> celery:5.6.2 (recovery) kombu:5.6.2 py:3.11.7".
    private static func honoursSafe(_ report: String) -> Bool {
        guard let start = report.firstRange(of: "celery:")?.upperBound else { return false }
        let numbers = report[start...].prefix { $0.isNumber || $0 == "." }.split(separator: ".").compactMap { Int($0) }
        guard let major = numbers.first, numbers.count > 1 else { return false }
        return (major, numbers[1]) >= (5, 2)
    }
}
