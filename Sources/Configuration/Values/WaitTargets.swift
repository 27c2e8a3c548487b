package import Celery

/// How long messages may wait, by queue: `mail=5m,*=1h`.
package struct WaitTargets: Hashable, Sendable {
    /// The targets, as given.
    package let targets: [WaitTarget]

    /// Reads `QUEUE=DURATION`, several separated by commas; the last `=` parts them.
    ///
    /// - Throws: `CommandError.badValue`.
    package init(parsing text: String) throws(CommandError) {
        var targets: [WaitTarget] = []
        for item in try CommaList(parsing: text).items {
            guard let sign = item.lastIndex(of: "="), sign > item.startIndex else {
                throw .badValue(item, .notATarget)
            }
            let span = try Span(parsing: String(item[item.index(after: sign)...]))
            targets.append(WaitTarget(queue: String(item[..<sign]), seconds: span.seconds))
        }
        self.targets = targets
    }
}
