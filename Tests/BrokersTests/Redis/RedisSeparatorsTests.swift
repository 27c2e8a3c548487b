import Celery
import Testing

@testable import Brokers

struct RedisSeparatorsTests {
    private func separators(_ members: [String]) -> RedisSeparators {
        RedisSeparators(controlMembers: members, InternalQueues(BrokerOptions()))
    }

    @Test(arguments: ["\u{6}\u{16}", ":", "::", ":::", "|", "-", "#§#", "\u{1F41D}", " ", "a"])
    func readsTheSeparatorFromAWorkersOwnBinding(_ separator: String) {
        let found = separators(["\(separator)\(separator)celery@host-1.example.celery.pidbox"])
        #expect(found.verdict(heard: []) == .one(separator))
        #expect(found.workers == [WorkerName("celery@host-1.example")])
    }

    @Test func knowsNothingWhereNobodyIsBound() {
        #expect(separators([]).verdict(heard: []) == .nobody)
        let others = ["", "celery.pidbox", "::", "::w1@h.other.pidbox", "k::q", "w1@h.celery.pidbox"]
        #expect(separators(others).verdict(heard: []) == .nobody)
    }

    @Test func goesByTheWorkersThatAreAlive() {
        let mixed = separators([
            "::new@h.celery.pidbox", "\u{6}\u{16}\u{6}\u{16}old@h.celery.pidbox", "||both@h.celery.pidbox",
            "::both@h.celery.pidbox",
        ])
        #expect(mixed.verdict(heard: [WorkerName("new@h")]) == .one(":"))
        #expect(mixed.verdict(heard: [WorkerName("old@h")]) == .one("\u{6}\u{16}"))
        #expect(mixed.verdict(heard: [WorkerName("both@h")]) == .several([":", "|"]))
        #expect(mixed.verdict(heard: [WorkerName("new@h"), WorkerName("old@h")]) == .several(["\u{6}\u{16}", ":"]))
        #expect(mixed.verdict(heard: []) == .several(["\u{6}\u{16}", ":", "|"]))
        #expect(mixed.verdict(heard: [WorkerName("unbound@h")]) == .several(["\u{6}\u{16}", ":", "|"]))
    }

    @Test func showsASeparatorAsTheOptionTakesIt() {
        #expect(BrokerError.shown(separator: "\u{6}\u{16}") == #"\x06\x16"#)
        #expect(BrokerError.shown(separator: ":'\\ ") == #":\x27\x5c\x20"#)
    }
}
