import Celery
import Testing

@testable import Rules

struct RuleParserTests {
    @Test(arguments: [
        ("workers.online >= 4", "workers.online", ">= 4"),
        ("failure_rate{type=\"shop.orders.*\"} <= 2%", "failure_rate{type=\"shop.orders.*\"}", "<= 2%"),
        ("queue.oldest{queue=\"mail\"} <= 5m", "queue.oldest{queue=\"mail\"}", "<= 5m"),
        ("incidents{severity=\"critical\"} == 0", "incidents{severity=\"critical\"}", "== 0"),
        ("coverage >= 95%", "coverage", ">= 95%"), ("coverage>=0.95", "coverage", ">= 95%"),
        ("  runtime.p95 { type = \"a\" } < 1h30m ", "runtime.p95{type=\"a\"}", "< 1h30m"),
        ("wait.max{} != 500ms", "wait.max", "!= 500ms"), ("queue.growth > -2.5", "queue.growth", "> -2.5"),
        ("coverage >= 0.123456%", "coverage", ">= 0.123456%"), ("wait.max < 90s", "wait.max", "< 90s"),
        ("findings{severity=\"note\",code=\"a, b}\"} == 0", "findings{severity=\"note\", code=\"a, b}\"}", "== 0"),
    ])
    func readsRules(text: String, subject: String, condition: String) throws {
        let rule = try Rule(text)
        #expect(rule.subject == subject && rule.condition == condition && rule.text == text)
    }

    @Test(
        arguments: [
            ("", 1, .expected("the name of a measure")), ("  ", 3, .expected("the name of a measure")),
            ("worker.online >= 4", 1, .unknownMeasure("worker.online")),
            ("queue.ready{name=\"a\"} <= 1", 13, .unknownLabel("name", of: "queue.ready", known: ["queue"])),
            ("coverage{a=\"b\"} >= 1%", 10, .unknownLabel("a", of: "coverage", known: [])),
            ("queue.ready{queue=\"a\", queue=\"b\"} <= 1", 24, .labelTwice("queue")),
            (
                "findings{code=\"a\", severity=\"critcal\"} == 0", 29,
                .unknownValue("critcal", of: "severity", known: ["critical", "warning", "note"])
            ),
            (
                "incidents{state=\"Over\"} == 0", 17,
                .unknownValue("Over", of: "state", known: ["lasting", "over"])
            ),
            (
                "sources.failed{source=\"x*\"} == 0", 23,
                .unknownValue("x*", of: "source", known: SourceReport.names)
            ),
            ("queue.ready{queue \"a\"} <= 1", 19, .expected("'='")),
            ("queue.ready{queue=a} <= 1", 19, .expected("a pattern in quotation marks")),
            ("queue.ready{queue=\"a} <= 1", 27, .expected("'\"' at the end of the pattern")),
            ("queue.ready{queue=\"a\\\"} <= 1", 29, .expected("'\"' at the end of the pattern")),
            ("queue.ready{queue=\"a\" <= 1", 23, .expected("',' or '}'")),
            ("queue.ready{,} <= 1", 13, .expected("a label")),
            ("coverage", 9, .expected("one of <= >= == != < >")),
            ("coverage = 1", 10, .expected("one of <= >= == != < >")),
            ("coverage >=", 12, .expected("a value")), ("coverage >= 95", 13, .noValue("95", .share)),
            ("coverage >= 1", 13, .noValue("1", .share)), ("failure_rate <= 1.0", 17, .noValue("1.0", .share)),
            ("coverage >= 95%%", 13, .noValue("95%%", .share)), ("coverage >= nan", 13, .noValue("nan", .share)),
            ("queue.oldest <= 5", 17, .noValue("5", .duration)), ("queue.oldest <= 5y", 17, .noValue("5y", .duration)),
            ("queue.oldest <= m", 17, .noValue("m", .duration)),
            ("queue.oldest <= -5m", 17, .noValue("-5m", .duration)),
            ("queue.ready <= 2%", 16, .noValue("2%", .count)), ("queue.ready <= 1e9", 16, .noValue("1e9", .count)),
            ("queue.ready <= 1 2", 16, .noValue("1 2", .count)),
            ("queue.ready <= 1.2.3", 16, .noValue("1.2.3", .count)),
            ("queue.ready <= .", 16, .noValue(".", .count)),
        ] as [(String, Int, RuleMistake.Flaw)])
    func tellsTheColumnOfAMistake(text: String, column: Int, flaw: RuleMistake.Flaw) {
        #expect(throws: RuleMistake(column: column, flaw: flaw)) { try Rule(text) }
    }

    @Test(arguments: [
        "findings{severity=\"*\"} == 0", "incidents{state=\"l*\"} == 0", "sources.failed{source=\"history\"} == 0",
        "findings{subject=\"critcal\"} == 0",
    ])
    func takesPatternsThatAWordOfOursMatches(text: String) throws {
        #expect(try Rule(text).text == text)
    }

    @Test func refusesARuleWithoutEnd() {
        let text = "coverage" + String(repeating: " ", count: 1_000_000) + ">= 1%"
        #expect(throws: RuleMistake(column: 1_001, flaw: .tooLong(limit: 1_000))) { try Rule(text) }
    }

    @Test(arguments: [
        ("*", "", true), ("*", "x", true), ("", "", true), ("", "x", false), ("a*", "abc", true), ("a*", "ba", false),
        ("*c", "abc", true), ("*c", "cb", false), ("a*c", "ac", true), ("a*a", "a", false), ("a*b*c", "axbxc", true),
        ("a*b*c", "acb", false), ("*ab*ab*", "abab", true), ("*ab*ab*", "aba", false), ("**", "x", true),
        ("\\*", "*", true), ("\\*", "x", false), ("\\\"", "\"", true), ("é", "e\u{301}", false), ("A", "a", false),
    ])
    func matchesByBytes(pattern: String, value: String, matches: Bool) {
        #expect(LabelPattern(label: "l", written: pattern).accepts(value) == matches)
    }

    @Test func matchesALongNameInNoTime() {
        let pattern = LabelPattern(label: "l", written: String(repeating: "*a", count: 200) + "b")
        #expect(!pattern.accepts(String(repeating: "a", count: 20_000)))
    }

    @Test(arguments: [
        (RuleUnit.share, 0.02, "2%"), (.share, 0.000_001, "0.0001%"), (.share, 1, "100%"), (.count, 4, "4"),
        (.count, -0.5, "-0.5"), (.count, -0.000_001, "0"), (.count, .infinity, "—"), (.count, .nan, "—"),
        (.duration, 0, "0s"), (.duration, 0.25, "250ms"), (.duration, 59.5, "59.5s"), (.duration, 60, "1m"),
        (.duration, 90_061.5, "1d1h1m1.5s"), (.duration, 1e300, "1e+300s"),
    ])
    func writesValuesAsRulesDo(unit: RuleUnit, value: Double, text: String) {
        #expect(unit.text(value) == text)
    }
}
