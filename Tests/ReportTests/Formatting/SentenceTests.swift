import Testing

@testable import Report

struct SentenceTests {
    /// The sentence with names in brackets, as a page would show it.
    private func shown(_ fragment: String, subject: String = "") -> String {
        Sentence(fragment, subject: subject).parts.map { part in
            (part.isSpaced ? " " : "") + (part.text ?? "[" + (part.code ?? "") + "]")
        }.joined()
    }

    @Test(arguments: [
        ("queue 'mail' has 3 messages", "Queue [mail] has 3 messages"),
        ("'w' failed 3 times", "[w] failed 3 times"),
        ("3 attempts lost on 'w'; 2 messages", "3 attempts lost on [w]; 2 messages"),
        ("start it with -E, or set worker_send_task_events", "Start it with -E, or set [worker_send_task_events]"),
        ("the backend's own words", "The backend's own words"),
        ("see (http://x.example), then", "See [(http://x.example)], then"),
        ("", ""), ("   ", ""), ("''", "''"), ("'", "'"),
    ])
    func tellsNamesFromWords(fragment: String, sentence: String) {
        #expect(shown(fragment) == sentence)
    }

    @Test func keepsASubjectWithQuotesWhole() {
        #expect(shown("worker 'it's, 'x'' is offline", subject: "it's, 'x'") == "Worker [it's, 'x'] is offline")
    }

    @Test func makesANameOfWhateverIsAliveInATicket() {
        let words = ["@team", "#12", "a/b#3", "**x**", "<b>", "[x](y)", "~x~", "$x$", "`x`", "!4", "&amp", "a\u{7}b"]
        for word in words {
            let sentence = Sentence("mostly by \(word) today")
            let text = sentence.parts.compactMap(\.text).joined()
            #expect(!text.contains(word), "\(word)")
            #expect(sentence.parts.contains { $0.code == word }, "\(word)")
        }
    }

    @Test func cutsASentenceThatNeverEnds() {
        let length = shown("failed: " + String(repeating: "'", count: 1_000_000)).utf8.count
        #expect(length < 9_000)
    }

    @Test func partsAroundTheNameThatItIsAbout() {
        let sentence = Sentence("worker 'it's' is offline: 'x'", subject: "it's")
        #expect(sentence.before == "Worker ")
        #expect(sentence.name == "it's")
        #expect(sentence.after == " is offline: 'x'")
        #expect(Sentence("no worker is online", subject: "workers").before == "No worker is online")
    }
}
