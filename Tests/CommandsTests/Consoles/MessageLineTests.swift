import Testing

@testable import Application

struct MessageLineTests {
    @Test(arguments: [
        ("plain – ünïcödé 🌿 'x'", "plain – ünïcödé 🌿 'x'"),
        ("two\nlines", "two\\nlines"), ("\u{1B}[31mred\u{7}", "\\u{1b}[31mred\\u{7}"),
        ("a\r\nb", "a\\u{d}\\nb"), ("turn\u{202E}about", "turn\\u{202e}about"), ("\u{2028}", "\\u{2028}"),
        ("\u{9B}31m", "\\u{9b}31m"), ("👩‍👧", "👩‍👧"), ("", ""),
    ])
    func makesOneHarmlessLine(text: String, line: String) {
        #expect(MessageLine.from(text) == line)
    }

    @Test(arguments: [
        ("at amqp://me:pw@host:5672/v: refused", "at amqp://me:***@host:5672/v: refused"),
        ("redis://:pw@h", "redis://:***@h"), ("redis://token@h", "redis://***@h"),
        ("redis://:p@ss/w:o'rd@h/0", "redis://:***@h/0"),
        ("'redis://:a@h' and rediss://u:b@i", "'redis://:***@h' and rediss://u:***@i"),
        ("redis://h:6379/0 for me@home", "redis://h:6379/0 for me@home"), ("://", "://"),
        ("a://b://:c@d", "a://b:***@d"),
    ])
    func starsPasswords(text: String, line: String) {
        #expect(MessageLine.from(text) == line)
    }
}
