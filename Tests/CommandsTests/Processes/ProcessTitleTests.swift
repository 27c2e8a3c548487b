import Glibc
import Testing

@testable import Application

struct ProcessTitleTests {
    /// What the arguments look like afterwards.
    private func hidden(_ arguments: [String]) -> [String] {
        var pointers = arguments.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        pointers.withUnsafeMutableBufferPointer { ProcessTitle.hidePasswords(in: UnsafeBufferPointer($0)) }
        return pointers.map { $0.map { String(cString: $0) } ?? "" }
    }

    @Test(arguments: [
        (["--broker", "redis://:hunter2@host/0"], ["--broker", "redis://********@host/0"]),
        (["--broker=amqp://me:hunter2@host//"], ["--broker=amqp://**********@host//"]),
        (["--result-backend", "redis://host/1"], ["--result-backend", "redis://host/1"]),
        (["--broker", "redis://h?password=pw"], ["--broker", "redis://h?***********"]),
        (["--broker", "hunter2"], ["--broker", "*******"]),
        (["--broker", "redis://:a@b/c@host"], ["--broker", "redis://******@host"]),
        (["redis://:pw@host"], ["redis://***@host"]),
        (["report", "--title", "a@b", "--listen", "5s"], ["report", "--title", "a@b", "--listen", "5s"]),
        (["--broker"], ["--broker"]), (["--broker="], ["--broker="]), (["--broker", ""], ["--broker", ""]),
        ([], []),
    ])
    func overwritesPasswords(arguments: [String], left: [String]) {
        #expect(hidden(arguments) == left)
    }

    @Test func hidesEveryPasswordOfSeveralAddresses() {
        let left = hidden(["--broker", "redis://:one@a;redis://:two@b"])
        #expect(!left[1].contains("one") && !left[1].contains("two"))
        #expect(left[1].hasSuffix("@b"))
    }

    @Test func hidesPasswordsOfAnyBytes() {
        let password = "p\u{FC}\u{1F511}"
        #expect(
            hidden(["--broker", "redis://:\(password)@h"])[1] == "redis://" + String(repeating: "*", count: 8) + "@h")
    }
}
