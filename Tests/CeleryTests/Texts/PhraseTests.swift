import Celery
import Testing

struct PhraseTests {
    @Test func isWrittenAsAStringAndKnowsItsParts() {
        let phrase: Phrase = "queue \(name: "mail") at \(place: "redis://a/0") has \(3) messages: \(quote: "no")"
        #expect(
            phrase.parts == [
                .words("queue "), .name("mail"), .words(" at "), .place("redis://a/0"), .words(" has 3 messages: "),
                .quote("no"),
            ])
        #expect(phrase.text == "queue 'mail' at 'redis://a/0' has 3 messages: no")
    }

    @Test func takesOtherPhrasesIn() {
        let names: Phrase = ["a", "b"].map { name -> Phrase in "\(name: name)" }.joined(separator: ", ")
        #expect(names.text == "'a', 'b'")
        let whole: Phrase = "of \(names)" + "; \(words: "more")"
        #expect(whole.parts.first == .words("of ") && whole.text == "of 'a', 'b'; more")
        #expect([Phrase]().joined(separator: ", ") == Phrase())
    }

    @Test func takesNoNameForWordsOfOurs() {
        // What looks like a name of its own, or like the end of one, stays in the one that it is part of.
        for name in ["it's", "'", "a' and 'b", "x\n'", ""] {
            let phrase: Phrase = "worker \(name: name) is offline"
            #expect(phrase.parts == [.words("worker "), .name(name), .words(" is offline")])
        }
    }

    @Test func leavesOutForStrangersWhatTellsOfHosts() {
        let phrase: Phrase = "\(place: "/home/me/h.sqlite"): \(quote: "me@db-7 says no"); \(name: "mail") \(1)"
        #expect(phrase.forStrangers.text == "'[redacted]': the reason is left out; 'mail' 1")
    }
}
