package import ArgumentParser
package import Celery

/// How long and how closely to look, and which span to report on.
package struct CaptureOptions: ParsableArguments {
    @Option(OptionTable.listen) package var listen: Span
    @Option(OptionTable.inspectTimeout) package var inspectTimeout: Span
    @Option(OptionTable.deadline) package var deadline: Span
    @Flag(OptionTable.passive) package var passive: Bool
    @Flag(OptionTable.enableEvents) package var enableEvents: Bool
    @Flag(OptionTable.noHistory) package var noHistory: Bool
    @Option(OptionTable.since) package var since: TimeReference
    @Option(OptionTable.until) package var until: TimeReference?
    @Option(OptionTable.offlineAfter) package var offlineAfter: Span
    @Option(OptionTable.forgetOffline) package var forgetOffline: Span
    @Option(OptionTable.maxTasks) package var maxTasks: Int
    @Option(OptionTable.waitTarget) package var waitTarget: [WaitTargets]
    @Option(OptionTable.groupBy) package var groupBy: GroupPath?

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// How long messages may wait, as given.
    package var waitTargets: [WaitTarget] { waitTarget.flatMap(\.targets) }

    /// Refuses to group by what isn't kept.
    package func refuseOmitted(_ secrets: SecretsOptions) throws {
        guard let groupBy, !secrets.isPublic else { return }
        let column: Privacy.Column = groupBy.isPositional ? .args : .kwargs
        guard secrets.omittedColumns.contains(column) else { return }
        throw ValidationError(
            "'--group-by \(groupBy.text)' needs '\(column.rawValue)', which '--omit' leaves out; give one of them")
    }

    /// Refuses what can't be done together.
    package func validate() throws {
        if passive && enableEvents {
            throw ValidationError(
                "'--passive' writes nothing to the broker, and '--enable-events' does; give one of them")
        }
        if deadline == .seconds(0) { throw ValidationError("'--deadline' leaves no time at all") }
    }
}
