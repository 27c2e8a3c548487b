import Testing

@testable import Celery

/// The value of an argument, read off what Celery writes of them.
struct GroupPathTests {
    private func value(_ path: String, args: String? = nil, kwargs: String? = nil) throws -> GroupPath.Value {
        var facts = TaskFacts()
        (facts.args, facts.kwargs) = (args, kwargs)
        return try #require(GroupPath(path)).value(of: facts)
    }

    @Test(
        arguments: [
            ("kwargs.team_id", "{'team_id': 7}", "7"),
            ("kwargs.team_id", "{'a': [1, {'team_id': 1}], 'team_id': 'x'}", "x"),
            ("kwargs.a", #"{'b': "it's, {not", 'a': 'don\'t \\ \n'}"#, #"don't \ \n"#),
            ("kwargs.a", "{'a': <Order: 1, 'x'>, 'b': 2}", "<Order: 1, 'x'>"),
            ("kwargs.a", "{'a': Decimal('1.50')}", "Decimal('1.50')"), ("kwargs.a", "{'a': None}", "None"),
            ("kwargs.a.b.1", "{'a': {'b': [5, 'six']}}", "six"), ("kwargs.3", "{3: 'three'}", "three"),
            ("kwargs.a", "{'a': ''}", ""), ("kwargs.a", "{'a': b'raw'}", "raw"),
            ("kwargs.a", "{'a': datetime.datetime(2026, 1, 2, 3, 4)}", "datetime.datetime(2026, 1, 2, 3, 4)"),
            ("kwargs.naïve", "{'naïve': '日本'}", "日本"), ("kwargs.a", "{'a': {}}", "{}"),
        ])
    func findsNamedArguments(path: String, kwargs: String, expected: String) throws {
        #expect(try value(path, kwargs: kwargs) == .told(expected.exact))
    }

    @Test(
        arguments: [
            ("args.0", "(1, 2)", "1"), ("args.1", "('a', 'b')", "b"), ("args.0", "('only',)", "only"),
            ("args.0", "[4, 5]", "4"), ("args.2", "((1, 2), {'x': ','}, 3)", "3"), ("args.1.x", "(0, {'x': 8})", "8"),
        ])
    func findsPositionalArguments(path: String, args: String, expected: String) throws {
        #expect(try value(path, args: args) == .told(expected.exact))
    }

    @Test(arguments: [("args.2", "(1, 2)"), ("args.0", "()"), ("args.0.x", "(1, 2)")])
    func knowsWhatIsNotThere(path: String, args: String) throws {
        #expect(try value(path, args: args) == .absent)
        #expect(try value("kwargs.a", kwargs: "{'b': 1}") == .absent)
        #expect(try value("kwargs.a", kwargs: "{}") == .absent)
    }

    /// Celery cuts long arguments short, in the middle of whatever stands there.
    @Test(arguments: ["", "{'x': 'abc", "{'x': [1, 2, ...", "...", "{'x'", "{'a': 'cut of...", "{'x': 1, ..."])
    func doesNotGuessWhatWasCutOff(kwargs: String) throws {
        #expect(try value("kwargs.a", kwargs: kwargs) == .unknown)
    }

    @Test func knowsNothingWithoutArguments() throws {
        #expect(try value("kwargs.a", args: "(1,)") == .unknown && value("args.0", kwargs: "{}") == .unknown)
    }

    /// Whatever is cut where: it is found as it is, or not at all.
    @Test func neverTellsApartOfAValue() throws {
        let whole = #"{'first': [1, ('x', "y")], 'a': 'the value', 'last': <object at 0x7f>}"#
        for length in 0..<whole.count {
            let found = try value("kwargs.a", kwargs: String(whole.prefix(length)))
            #expect(found == .unknown || found == .told("the value"))
        }
    }

    @Test(arguments: [
        "", "kwargs", "kwargs.", ".a", "args.x", "args.-1", "args.1.", "result.a", "kwargs..a", "args.99999",
    ])
    func refusesWhatIsNoPath(text: String) { #expect(GroupPath(text) == nil) }

    /// What stays for strangers is found under the same path.
    @Test(arguments: ["kwargs.a", "kwargs.a.b", "args.0", "args.2", "args.1.x"])
    func putsAWordInThePlaceOfArguments(path: String) throws {
        let group = try #require(GroupPath(path))
        var facts = TaskFacts()
        let text = group.arguments(holding: "#0123456789")
        if group.isPositional { facts.args = text } else { facts.kwargs = text }
        #expect(group.value(of: facts) == .told("#0123456789"))
    }

    /// Vectors of the reference implementation: https://github.com/veorq/SipHash/blob/master/vectors.h
    @Test(
        arguments: [
            (0, 0x726f_db47_dd0e_0e31), (1, 0x74f8_39c5_93dc_67fd), (8, 0x93f5_f579_9a93_2462),
            (15, 0xa129_ca61_49be_45e5),
        ] as [(Int, UInt64)])
    func hashesAsTheReferenceDoes(length: Int, expected: UInt64) {
        let digest = KeyedDigest(key: (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908))
        #expect(digest.hash((0..<length).map { UInt8($0) }) == expected)
    }

    @Test func standsForAValueByAWord() {
        let digest = KeyedDigest(key: (1, 2))
        let word = digest.word(for: "team 7")
        #expect(word.count == 15 && word.hasPrefix("#") && word == digest.word(for: "team 7"))
        #expect(word != digest.word(for: "team 8") && word != KeyedDigest(key: (1, 3)).word(for: "team 7"))
        #expect(digest.word(for: word) == word)
        // What only looks like a word may be what nobody is to read.
        for text in ["#deadbeef01", "#deadbeef012345", String(word.dropLast()) + (word.hasSuffix("0") ? "1" : "0")] {
            #expect(digest.word(for: text) != text)
        }
        #expect(KeyedDigest(key: (1, 3)).word(for: word) != word)
    }
}
