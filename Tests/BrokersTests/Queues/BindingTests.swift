import Testing

@testable import Brokers

struct BindingTests {
    private let separator = "\u{6}\u{16}"

    private func binding(_ parts: String...) -> Binding? {
        Binding(member: parts.joined(separator: separator), exchange: "x", separator: separator)
    }

    @Test func readsDirectAndTopicMembers() {
        #expect(binding("k", "", "q") == Binding(exchange: "x", routingKey: "k", isTopic: false, queue: "q"))
        #expect(
            binding("a.*", "^a\\.[^\\.]+$", "q") == Binding(exchange: "x", routingKey: "a.*", isTopic: true, queue: "q")
        )
        #expect(binding("", "", "w@h.celery.pidbox")?.queue == "w@h.celery.pidbox")
    }

    @Test func refusesWhatHasNotThreeParts() {
        for member in ["", "q", "k\(separator)q"] {
            #expect(Binding(member: member, exchange: "x", separator: separator) == nil)
        }
    }

    @Test func readsNamesThatHoldTheSeparator() {
        #expect(binding("a", "b", "", "a", "b")?.queue == "a\(separator)b")
        #expect(binding("a", "b", "", "a", "b")?.routingKey == "a\(separator)b")
        #expect(binding("k", "", "a", "b")?.queue == "a\(separator)b")
    }

    @Test func readsNamesInAnyScript() {
        #expect(binding("größe/日本", "", "größe/日本")?.queue == "größe/日本")
        // U+0301 joins the separator's last scalar to one character of Swift's.
        #expect(binding("k", "", "\u{301}q")?.queue == "\u{301}q")
    }

    @Test(arguments: [
        ("a.*", "a.b", true), ("a.*", "a", false), ("a.*", "a.b.c", false), ("#", "", true), ("#", "a.b", true),
        ("a.#", "a", true), ("a.#", "a.b.c", true), ("a.#.c", "a.c", true), ("a.#.c", "a.b.b.c", true),
        ("a.#.c", "a.b", false), ("*.*", "a.b", true), ("*", "a.b", false), ("a", "a", true), ("a", "b", false),
        ("#.#.b", "a.b", true),
    ])
    func matchesTopics(_ pattern: String, _ key: String, _ expected: Bool) {
        #expect(Binding(exchange: "x", routingKey: pattern, isTopic: true, queue: "q").leads(key) == expected)
    }

    @Test func matchesADirectKeyLiterally() {
        let binding = Binding(exchange: "x", routingKey: "a.*", isTopic: false, queue: "q")
        #expect(binding.leads("a.*"))
        #expect(!binding.leads("a.b"))
    }

    @Test func matchesAHostileTopicInTime() {
        let pattern = Array(repeating: "#", count: 200).joined(separator: ".") + ".end"
        let key = Array(repeating: "a", count: 200).joined(separator: ".")
        #expect(!Binding(exchange: "x", routingKey: pattern, isTopic: true, queue: "q").leads(key))
    }
}
