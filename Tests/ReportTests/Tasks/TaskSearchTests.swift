import Celery
import Testing

@testable import Report

struct TaskSearchTests {
    @Test func writesTokensAsAReaderWould() {
        let search = TaskSearch([("state", "LOST"), ("worker", "celery@images-2")])
        #expect(search.href == "tasks.html#q=state:LOST%20worker:celery@images-2")
    }

    @Test func searchesForAttempts() {
        let worker = WorkerName("celery@w1")
        #expect(TaskSearch([TaskSearch.Token.attempt(.failed)]).href == "tasks.html#q=attempt:failed")
        #expect(TaskSearch([TaskSearch.Token.attempt(nil, at: worker)]).href == "tasks.html#q=processed/celery@w1")
        let spaced = TaskSearch([TaskSearch.Token.attempt(.lost, at: WorkerName("a b"))])
        #expect(spaced.href == "tasks.html#q=attempt:%22lost/a%20b%22")
        #expect(TaskSearch([.attempt(.failed), .type("a.b")]).href == "tasks.html#q=attempt:failed%20name:=a.b")
    }

    @Test(arguments: [
        ("a b", "%22a%20b%22"), ("a\"\\", "%22a%5C%22%5C%5C%22"), ("", "%22%22"), ("é", "%22%C3%A9%22"),
        ("a&sort=b#c%", "%22a%26sort%3Db%23c%25%22"), ("\n", "%22%0A%22"),
    ])
    func quotesAndEncodesWhatIsNoWord(value: String, encoded: String) {
        #expect(TaskSearch([("name", value)]).href == "tasks.html#q=name:\(encoded)")
    }
}
