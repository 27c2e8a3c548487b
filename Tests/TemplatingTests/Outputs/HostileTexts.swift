import TestSupport

/// Texts that have opened holes elsewhere, and random mixtures of what they are made of.
struct HostileTexts: Sequence, IteratorProtocol {
    /// Every text that is known to have done harm, or that might.
    static let known = [
        "", " ", "  ", "a", "a b", " a ", "\t", "\n", "\r\n", "a\r\nb", "a\n\nb", "|", "\\|", "\\\\|", "||",
        "a|b|c", "`", "``", "`a`", "a`b``c```d", "` `", " ` ", "\\`", "`|`", "|`|", "<", "<b>", "</td>", "<!--",
        "-->", "<!--<script>", "]]>", "&", "&amp;", "&#64;", "&#x26;", "&copy",
        "</script><script>alert(1)</script><img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>",
        "javascript:alert(1)", "http://example.com", "https://a.b/c?d=e&f=g", "www.example.com",
        "a@example.com", "mailto:a@b.c", "xmpp:a@b.c", "ftp://a.b", "@name", "@org/team", "#1", "GH-26",
        "user/repo#26", "!1", "~label", "%1", "$x$", "$$x$$", "/close", "![](http://a.b/c.png)",
        "[a](http://b.c)", "[a]: http://b.c", "[^1]", "**a**", "__a__", "*a*", "_a_", "~~a~~", "~a~", "# a",
        "- a", "+ a", "1. a", "1) a", "12345. a", "> a", "---", "***", "===", ":--", "--:", ":-:", "    a",
        "\ta", "```", "~~~", "a  ", "a\\", "\\", ":smile:", "\"", "'", "\"\u{FE0F}", "\"\u{301}", "<\u{301}",
        "\u{301}", "e\u{301}", "👩‍👩‍👧‍👦", "🇫🇷", "\0", "a\0b",
        "\u{1}\u{1F}\u{7F}\u{80}\u{9F}", "\u{85}\u{2028}\u{2029}", "\u{202E}abc", "\u{2066}a\u{2069}",
        "\u{200E}\u{200F}\u{61C}", "\u{FEFF}a", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{10FFFF}", "\u{1FFFE}\u{2FFFF}a",
        "\u{A0}\u{FDCF}\u{FDF0}\u{1F33F}", "=1+1", "+1",
        "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "=cmd|' /C calc'!A0", "{{7*7}}", "{{title}}",
        "{{{note}}}", "{% raw %}", "${x}", "celery@worker-1", "2026-11-22 08:00:00", "3.5 s",
        "shop.tasks.charge", "(a)", "a (b) c.", "{'a': 1}", "[1, 2]",
        "0123456789abcdef0123456789abcdef01234567",
    ]

    private static let pieces =
        known + [
            "a", "b", "Z", "0", "9", " ", " ", "\\", "`", "|", "<", ">", "&", "\"", "'", "*", "_", "~", "[",
            "]", "(", ")", "!", "#", "+", "-", ".", ":", "/", "@", "=", "^", "$", "%", "{", "}", ";", ",", "?",
            "\n", "\r", "\t", "é", "—", "…", "世", "\u{A0}", "w", "www.", "http://", "https", "://", "&#",
            "&#124;", "&lt;", "x.y",
        ]

    private var generator: SeededGenerator
    private var left: Int

    /// A number of texts; the same seed gives the same ones.
    init(count: Int, seed: UInt64 = 1) {
        left = count
        generator = SeededGenerator(seed: seed)
    }

    /// The next text: one of the known first, then up to eight pieces put together.
    mutating func next() -> String? {
        guard left > 0 else { return nil }
        left -= 1
        if left < HostileTexts.known.count { return HostileTexts.known[left] }
        return (0...random(7)).map { _ in HostileTexts.pieces[random(HostileTexts.pieces.count - 1)] }.joined()
    }

    /// A number from 0 to `limit`.
    private mutating func random(_ limit: Int) -> Int { Int(generator.next() % UInt64(limit + 1)) }
}
