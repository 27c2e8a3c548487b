package import ArgumentParser

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

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Refuses what can't be done together.
    package func validate() throws {
        if passive && enableEvents {
            throw ValidationError(
                "'--passive' writes nothing to the broker, and '--enable-events' does; give one of them")
        }
        if deadline == .seconds(0) { throw ValidationError("'--deadline' leaves no time at all") }
    }
}
