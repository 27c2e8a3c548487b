import Celery
import Testing

@testable import Report

struct SentenceTests {
    /// The sentence with what is code in brackets, as a page would show it.
    private func shown(_ phrase: Phrase) -> String {
        Sentence(phrase).parts.map { part in
            (part.isSpaced ? " " : "") + (part.text ?? "[" + (part.code ?? "") + "]")
        }.joined()
    }

    @Test(
        arguments: [
            ("queue \(name: "mail") has \(3) messages", "Queue [mail] has 3 messages"),
            ("\(name: "w") failed 3 times", "[w] failed 3 times"),
            ("3 attempts lost on \(name: "w"); 2 messages", "3 attempts lost on [w]; 2 messages"),
            ("worker \(name: "it's, 'x'") is offline", "Worker [it's, 'x'] is offline"),
            ("the backend's own words", "The backend's own words"), ("-E is missing", "-E is missing"),
            ("see \(place: "http://x.example"), then", "See [http://x.example], then"),
            ("it says: \(quote: "@team, look at #12")", "It says: [@team, look at #12]"),
            ("", ""), ("   ", ""), ("''", "''"),
        ] as [(Phrase, String)])
    func showsNamesAndWhatOthersSaidAsCode(phrase: Phrase, sentence: String) {
        #expect(shown(phrase) == sentence)
    }

    @Test func showsAsCodeWhatAnOlderFileDoesNotPart() {
        #expect(shown(Phrase([.unparted("worker 'w@a' is offline")])) == "[worker 'w@a' is offline]")
    }

    @Test func cutsAQuoteThatNeverEnds() {
        let length = shown("failed: \(quote: String(repeating: "'", count: 1_000_000))").utf8.count
        #expect(length < 9_000)
    }
}
