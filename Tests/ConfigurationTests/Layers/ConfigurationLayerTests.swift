import Testing

@testable import Configuration

struct ConfigurationLayerTests {
    private func read(_ yaml: String) throws -> [String] {
        try ConfigurationLayer(yaml, path: "h.yaml").values.map { "\($0.name)=\($0.text)" }
    }

    @Test func readsValuesAsTheyAreWritten() throws {
        let yaml = "listen: 5s\nmax-tasks: 010\ntitle: \"a: b\"\nuntil: 2026-11-22T08:00:00Z\npassive: yes\n"
        #expect(
            try read(yaml) == [
                "listen=5s", "max-tasks=010", "title=a: b", "until=2026-11-22T08:00:00Z", "passive=yes",
            ])
    }

    @Test func joinsLists() throws {
        #expect(
            try read("redact: [a, b]\nomit:\n  - args\n  - result\npriority-steps: [0, 5]") == [
                "redact=a,b", "omit=args,result", "priority-steps=0,5",
            ])
    }

    @Test(arguments: ["", "# nothing\n", "---\n", "~", "{}", "title:\nnote: ~\nlisten: null\nredact: []"])
    func takesNothingFromNothing(yaml: String) throws {
        #expect(try read(yaml).isEmpty)
    }

    @Test(arguments: [
        ("title: a\n\nlistn: 5s", 3, CommandError.unknownKey("listn", nearest: "listen")),
        ("title: a\nlisten: 5", 2, .badValue("5", .durationWithoutUnit)),
        ("title: a\ntitle: b", 1, .duplicateKey("title")),
        ("- a", 1, .notAMapping), ("# x\nabc", 2, .notAMapping),
        ("title: [a, b]", 1, .listForOne("title")), ("title: {a: b}", 1, .badValue("title", .notText)),
        ("redact: [[a]]", 1, .badValue("", .notText)), ("redact: ['a,b']", 1, .badValue("a,b", .notText)),
        ("redact: [a, ~]", 1, .badValue("", .notText)),
        ("omit:\n  [argz]", 2, .badValue("argz", .notOneOf(["args", "kwargs", "result", "traceback"]))),
        ("passive: maybe", 1, .badValue("maybe", .notABoolean)), ("title: ''", 1, .badValue("", .empty)),
        ("config: other.yaml", 1, .onlyOnCommandLine("config")), ("to: x", 1, .onlyOnCommandLine("to")),
        ("zzzzzz: x", 1, .unknownKey("zzzzzz", nearest: nil)), ("? [a]\n: b", 1, .unknownKey("", nearest: nil)),
    ])
    func namesTheLineOfAMistake(yaml: String, line: Int, error: CommandError) {
        #expect(throws: CommandError.at(.file("h.yaml", line: line), error)) { try read(yaml) }
    }

    @Test(arguments: ["title: 'a", "a: b: c", "\tx", "title: \u{0}", "a: *b", "--- a\n--- b", "{", "%"])
    func tellsOfWhatIsNoYAMLInOneLine(yaml: String) throws {
        let error = try #require(throws: CommandError.self) { try read(yaml) }
        #expect("\(error)".hasPrefix("h.yaml:"))
        #expect(!"\(error)".contains("\n"))
        #expect(error.status == .usage)
    }

    @Test func namesTheOptionOfAFileThatCannotBeRead() {
        let option = OptionValue(name: "config", text: "/nowhere/h.yaml", place: .environment("HERBARIUM_CONFIG"))
        #expect(
            throws: CommandError.at(
                .environment("HERBARIUM_CONFIG"),
                .unreadable(path: "/nowhere/h.yaml", reason: "no such file or directory"))
        ) { try ConfigurationLayer(option) }
    }
}
