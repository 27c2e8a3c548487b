package import Brokers
import Celery
package import Configuration

/// Connects to every broker that is named, though a report needs but one.
package struct BrokerCheckup {
    package let connection: ConnectionOptions
    package let tap: EventTap?
    package let deadline: Span
    package let environment: [String: String]
    package let stage: Stage

    /// Checks a broker by what the options say of it.
    package init(
        connection: ConnectionOptions, tap: EventTap?, deadline: Span, environment: [String: String], stage: Stage
    ) {
        self.connection = connection
        self.tap = tap
        self.deadline = deadline
        self.environment = environment
        self.stage = stage
    }

    /// What was found: an error only where none of them answers.
    package func lines() async throws -> [CheckupLine] {
        let address = try connection.brokerAddress()
        let urls: [BrokerURL]
        do {
            urls = try BrokerURL.list(address.exposed)
        } catch {
            throw CommandError.badAddress(option: OptionTable.broker.name, flaw: "\(error)")
        }
        let options = try connection.brokerOptions()
        var lines: [CheckupLine] = []
        for url in urls { lines.append(await line(url, options)) }
        if !lines.contains(where: { $0.grade == .ok }) { return lines.map(\.asError) }
        if let tap, let url = urls.first { lines.append(await line(tap, at: url, options)) }
        if connection.tlsInsecure, urls.contains(where: \.isEncrypted) {
            lines.append(
                CheckupLine(
                    grade: .warning, subject: "broker", text: "anybody is believed to be it, by --tls-insecure",
                    remedy: "give its authority by --tls-ca"))
        }
        return lines
    }

    private func line(_ url: BrokerURL, _ options: BrokerOptions) async -> CheckupLine {
        do {
            let dumps = try await DumpShelf(
                for: [url], options: options.stream, environment: environment, stage: stage)
            defer { dumps.close() }
            let identity = try await dumps.broker(at: url, options).identify()
            let server = identity.server.map { ": \($0)" } ?? ""
            return CheckupLine(grade: .ok, subject: "broker", text: "'\(url)' answers\(server)")
        } catch {
            return CheckupLine(grade: .warning, subject: "broker", text: "\(error)")
        }
    }

    private func line(_ tap: EventTap, at url: BrokerURL, _ options: BrokerOptions) async -> CheckupLine {
        guard let broker = url.tapBroker(options) else {
            return CheckupLine(grade: .error, subject: "tap", text: "\(CommandError.notRabbitMQ)")
        }
        do {
            guard let state = try await broker.state(of: tap) else {
                return CheckupLine(
                    grade: .warning, subject: "tap", text: "there is no queue '\(tap.name)'",
                    remedy: "make it by 'herbarium tap add \(tap.name)'")
            }
            guard state.isCertain else {
                return CheckupLine(
                    grade: .warning, subject: "tap",
                    text: "that '\(tap.name)' takes nothing but events only the management API can tell",
                    remedy: "say by --management where that is")
            }
            return CheckupLine(
                grade: .ok, subject: "tap",
                text: "'\(tap.name)' keeps events: \(state.ready) since the last report took some")
        } catch BrokerError.notATap(let queue, let reason) {
            return CheckupLine(
                grade: .error, subject: "tap", text: "\(BrokerError.notATap(queue: queue, reason: reason))")
        } catch {
            return CheckupLine(grade: .warning, subject: "tap", text: "\(error)")
        }
    }
}

extension CheckupLine {
    fileprivate var asError: CheckupLine {
        CheckupLine(grade: .error, subject: subject, text: text, remedy: remedy)
    }
}
