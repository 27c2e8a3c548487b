/// What a broker carries besides tasks; what it doesn't is skipped, and nothing that failed.
package struct BrokerFeatures: OptionSet, Sendable {
    /// A bit for each.
    package let rawValue: Int

    /// Takes the bits.
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// The event stream.
    package static let events = BrokerFeatures(rawValue: 1)
    /// Remote control.
    package static let remoteControl = BrokerFeatures(rawValue: 2)
    /// What Celery needs of a broker that it supports wholly.
    package static let all: BrokerFeatures = [.events, .remoteControl]
}
