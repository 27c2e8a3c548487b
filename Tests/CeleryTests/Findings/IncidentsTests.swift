import TestSupport
import Testing

@testable import Celery

/// Which findings have one cause, and what is said of them together.
struct IncidentsTests {
    private func alive(_ worker: String, until last: Double, in stream: inout EventStream) {
        for second in stride(from: 0.0, through: last, by: 2) { stream.worker(.heartbeat, worker, at: second) }
    }

    private func failures(
        _ times: some Sequence<Double>, of name: String = "shop.pay", with exception: String = "Timeout('x')",
        in stream: inout EventStream
    ) {
        for (number, time) in times.enumerated() {
            let id = "\(name)-\(exception.prefix(3))-\(number)"
            stream.task(.received, id, at: time - 0.2) { $0.name = name }
            stream.task(.started, id, at: time - 0.1)
            stream.task(.failed, id, at: time) { $0.exception = exception }
        }
    }

    @Test func tellsAWorkerThatDiedWithWhatItTookAlongAsOne() throws {
        var stream = EventStream()
        alive("w1@a", until: 1_000, in: &stream)
        alive("w2@a", until: 100, in: &stream)
        for id in ["t1", "t2"] {
            stream.task(.received, id, on: "w2@a", at: 90) { ($0.name, $0.queue) = ("shop.resize", "images") }
            stream.task(.started, id, on: "w2@a", at: 91)
        }
        var evidence = Evidence()
        evidence.queues = [(110.0, 45), (600, 60), (1_000, 24)].map { time, ready in
            QueueReading(
                time: EventStream.at(time),
                queues: [QueueContent(name: "images", ready: ready), QueueContent(name: "mail", ready: 0)])
        }
        let snapshot = stream.events.snapshot(at: 1_000, evidence: evidence)
        let incident = try #require(snapshot.incidents.first)
        #expect(incident.severity == .critical && incident.subject == "w2@a" && incident.until == nil)
        #expect(incident.since == EventStream.at(100))
        #expect(
            incident.sentence.text
                == "'w2@a' died at \(EventStream.at(100).iso8601(digits: 0)): 2 attempts lost; 'images' drains from 60 to 24"
        )
        let told = incident.findings.map { snapshot.findings[$0].code }
        #expect(Set(told) == [.attemptsLost, .workerOffline])
        #expect(snapshot.incidents.allSatisfy { $0.subject != "mail" })
    }

    @Test func tellsWorkersThatDieTogetherAsOneAndOthersApart() {
        var stream = EventStream()
        for (worker, last) in [("w1@a", 100.0), ("w2@a", 130), ("w3@b", 400)] {
            alive(worker, until: last, in: &stream)
        }
        alive("w4@b", until: 1_000, in: &stream)
        let incidents = stream.events.snapshot(at: 1_000).incidents
        #expect(incidents.map(\.subject) == ["w1@a", "w3@b"])
        #expect(incidents.first?.sentence.text.hasPrefix("2 workers ('w1@a', 'w2@a') died at ") == true)
    }

    @Test func saysWhereNobodyIsLeft() {
        var stream = EventStream()
        alive("w1@a", until: 100, in: &stream)
        var evidence = Evidence()
        evidence.inspection = Inspection(asked: EventStream.at(990), answered: EventStream.at(991), expected: 0)
        var snapshot = stream.events.snapshot(at: 1_000, evidence: evidence)
        snapshot.findings.append(Finding(.warning, .noWorkers, subject: "workers", message: "no worker is online"))
        let incidents = Incidents(in: snapshot).all
        #expect(incidents.count == 1 && incidents[0].sentence.text.contains(": no worker is online"))
    }

    @Test func findsABurstHoweverSmallBesideTheRest() throws {
        var stream = EventStream()
        alive("w1@a", until: 1_000, in: &stream)
        failures(stride(from: 20.0, to: 1_000, by: 40), with: "Declined('x')", in: &stream)
        failures(stride(from: 300.0, to: 340, by: 4), in: &stream)
        for number in 0..<900 { stream.attempt("ok-\(number)", at: Double(number) + 0.05, name: "shop.pay") }
        let snapshot = stream.events.snapshot(at: 1_000)
        let burst = try #require(snapshot.incidents.first { $0.sentence.text.contains("Timeout") })
        #expect(
            burst.sentence.text
                == "10 runs of 'shop.pay' failed with 'Timeout' within 36 s, none since "
                + EventStream.at(336).iso8601(digits: 0))
        #expect(burst.until == EventStream.at(336) && burst.since == EventStream.at(300) && burst.severity == .note)
        #expect(snapshot.failures.first { $0.exceptionType == "Declined" }?.burst == nil)
    }

    @Test func saysThatABurstGoesOn() throws {
        var stream = EventStream()
        alive("w1@a", until: 1_000, in: &stream)
        failures(stride(from: 960.0, to: 1_000, by: 4), in: &stream)
        for number in 0..<900 { stream.attempt("ok-\(number)", at: Double(number), name: "shop.pay") }
        let incident = try #require(stream.events.snapshot(at: 1_000).incidents.first)
        #expect(incident.until == nil && incident.severity == .warning)
        #expect(incident.sentence.text.contains(", the last at "))
    }

    @Test func saysOfAWorkerThatTookItsLeaveThatItShutDown() throws {
        var stream = EventStream()
        alive("w1@a", until: 1_000, in: &stream)
        alive("w2@a", until: 100, in: &stream)
        stream.task(.received, "t1", on: "w2@a", at: 90)
        stream.task(.started, "t1", on: "w2@a", at: 91)
        stream.worker(.offline, "w2@a", at: 102)
        let incident = try #require(stream.events.snapshot(at: 1_000).incidents.first)
        let time = EventStream.at(102).iso8601(digits: 0)
        #expect(incident.sentence.text == "'w2@a' shut down at \(time): 1 attempt lost")
    }

    @Test func saysOfAWorkerThatCameBackThatItRestarted() throws {
        var stream = EventStream()
        for second in stride(from: 0.0, through: 100, by: 2) { stream.worker(.heartbeat, at: second, pid: 7) }
        stream.task(.received, "t1", at: 90)
        stream.task(.started, "t1", at: 91)
        for second in stride(from: 300.0, through: 1_000, by: 2) {
            stream.worker(second == 300 ? .online : .heartbeat, at: second, pid: 8, processed: 0)
        }
        let incident = try #require(stream.events.snapshot(at: 1_000).incidents.first)
        let time = EventStream.at(300).iso8601(digits: 0)
        #expect(incident.sentence.text == "'w1@a' restarted at \(time): 1 attempt lost")
        #expect(incident.until == EventStream.at(300))
    }

    @Test func callsNothingOverThatNobodyWatched() throws {
        var stream = EventStream()
        alive("w1@a", until: 1_000, in: &stream)
        failures(stride(from: 300.0, to: 340, by: 4), in: &stream)
        for number in 0..<900 { stream.attempt("ok-\(number)", at: Double(number), name: "shop.pay") }
        let parts = [(0.0, 340.0), (960, 1_000)].map { TimeSpan(since: EventStream.at($0), until: EventStream.at($1)) }
        let incident = try #require(stream.events.snapshot(at: 1_000, watched: parts).incidents.first)
        #expect(incident.until == nil && incident.sentence.text.contains(", the last at "))
        #expect(!incident.sentence.text.contains("none since"))
    }

    @Test func tellsQueuesInOneOrder() throws {
        var stream = EventStream()
        alive("w1@a", until: 1_000, in: &stream)
        alive("w2@a", until: 100, in: &stream)
        let names = ["d", "b", "a", "c", "e"]
        for name in names {
            stream.task(.received, name, on: "w2@a", at: 90) { $0.queue = name }
            stream.task(.started, name, on: "w2@a", at: 91)
        }
        var evidence = Evidence()
        evidence.queues = [(110.0, 50), (1_000, 20)].map { time, ready in
            QueueReading(
                time: EventStream.at(time), queues: names.map { QueueContent(name: $0, ready: ready) })
        }
        let sentence = stream.events.snapshot(at: 1_000, evidence: evidence).incidents.first?.sentence.text
        let trends = ["a", "b", "c"].map { "'\($0)' drains from 50 to 20" }.joined(separator: ", ")
        #expect(sentence?.hasSuffix("; " + trends) == true, "\(sentence ?? "")")
    }

    @Test func makesNoIncidentOfWhatOnlyTheReportLacks() {
        var stream = EventStream()
        alive("w1@a", until: 100, in: &stream)
        for second in stride(from: 0.0, through: 100, by: 2) {
            stream.worker(.heartbeat, "w2@a", at: second + 600, heard: second)
        }
        let snapshot = stream.events.snapshot(at: 100)
        #expect(snapshot.findings.contains { $0.code == .clockSkew } && snapshot.incidents.isEmpty)
    }

    @Test func putsTheGravestFirstAndOfThoseWhatLasts() {
        var stream = EventStream()
        alive("w1@a", until: 1_000, in: &stream)
        alive("w2@a", until: 100, in: &stream)
        stream.task(.received, "t1", on: "w2@a", at: 90)
        stream.task(.started, "t1", on: "w2@a", at: 91)
        failures(stride(from: 300.0, to: 340, by: 4), in: &stream)
        let incidents = stream.events.snapshot(at: 1_000).incidents
        let ranks = incidents.map { incident in
            (Finding.Severity.allCases.firstIndex(of: incident.severity) ?? 9) * 2 + (incident.until == nil ? 0 : 1)
        }
        #expect(ranks == ranks.sorted() && incidents.first?.subject == "w2@a")
        let places = incidents.flatMap(\.findings)
        #expect(Set(places).count == places.count)
    }
}

struct FailureBurstTests {
    private func densest(_ seconds: [Double], watched: Double = 1_000) -> FailureGroup.Burst? {
        FailureBurst.densest(of: seconds.map { EventStream.at($0) }, watched: watched)
    }

    @Test func findsNoneWhereFailuresCameEvenly() {
        #expect(densest((0..<100).map { Double($0) * 10 }) == nil)
        #expect(densest([1, 2, 3, 4]) == nil && densest([]) == nil)
        #expect(densest([1, 2, 3, 4, 5], watched: 0) == nil)
    }

    @Test func findsTheLargest() throws {
        let burst = try #require(densest([10, 11, 12, 13, 14] + (0..<9).map { 500 + Double($0) }))
        #expect(burst.count == 9 && burst.since == EventStream.at(500) && burst.until == EventStream.at(508))
    }

    @Test func takesFailuresOfOneInstantForOne() throws {
        #expect(try #require(densest([5, 5, 5, 5, 5])).count == 5)
    }
}
