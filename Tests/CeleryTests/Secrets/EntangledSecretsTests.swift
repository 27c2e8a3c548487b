import Celery
import TestSupport
import Testing

/// Secrets whose names stand within what another name seems to hold: a quote, a bracket or a block that goes on too
/// far.
struct EntangledSecretsTests {
    /// Its tables take a while to be made.
    private static let redactor = Redactor()

    private static let secret = "zqHun7er2xK"

    private func redacted(_ text: String) -> String {
        var counts: [String: Int] = [:]
        return Self.redactor.redact(text, counts: &counts)
    }

    /// What has a secret, `§`, of its own.
    private static let forms = [
        "{'password': '§', 'n': 1}", "{\"token\": \"§\"}", "{'password': SecretStr('§')}", "Secret(value='§')",
        "HTTPBasicAuth('bob', '§')", "('api_key', ('§', b'§'))", "[(b'authorization', b'Token §')]", "{'密码': '§'}",
        "{'pass\u{AD}word': ['§']}", "mysql -u root -p§ shop", "mysql -u root -p'§' shop", "curl -u bob:§ https://x",
        "https://x/y?sig=§&a=1", "postgres://bob:§@db/x", "bob:§@tcp(db:3306)/shop", "Cookie: sid=§; theme=dark",
        "<password>§</password>", "ghp_§§§§", "PASSWORD=§ SHELL=x", "{\"body\": \"{\\\"password\\\": \\\"§\\\"}\"}",
        "{'body': '{\\'password\\': \\'§\\'}'}", "{'passw...': '§'}", "form-data; name=\"password\"\r\n\r\n§\r\n--x",
        "IDENTIFIED WITH x BY '§'", "INSERT INTO u (name, password) VALUES ('bob', '§')", "password: |\n  §\nuser: bob",
        "db:5432:shop:bob:§", "sqlplus scott/§@db", "AUTH §", "<input name=\"password\" value=\"§\">",
        "{'password': \"\"\"§\"\"\"}", "-----BEGIN PRIVATE KEY-----\n§\n-----END PRIVATE KEY-----",
    ]

    /// What goes on to somewhere in what follows it, or may.
    private static let openings = [
        "token='", "token=\"", "token='\"x y", "token=\"it's", "token='''", "token=\"\"\"x", "token=[", "token=(x, [",
        "token={'a': ", "token=[']", "token=<Secret '", "token=Secret(", "{'token': 'x",
        "{\"token\": \"x\\", "'token': [\"",
        "[('token', '", "'passw...': \"", "token: |", "token: 'x", "secrets:\n  - x", "Cookie: a='", "Bearer '",
        "-----BEGIN RSA PRIVATE KEY-----", "https://x/?sig=", "the password is \"", "postgres://bob:x", "mysql -p\"",
        "mysql -p", "curl -u 'bob:", "IDENTIFIED BY '", "HTTPBasicAuth('", "{&quot;token&quot;: &quot;", "<token>",
        "<token a=1>", "AUTH \"", "('AUTH', '", "INSERT INTO u (token) VALUES ('", "name=\"token\"\r\n\r\n", "word': '",
        "{'密码': '", "token%3D", "4111 1111", "password\n  x [type=y, input_value='", "\\u0022token\\u0022: \\u0022",
    ]

    @Test(arguments: openings)
    func aSecretGoesWhateverItsNameSeemsToBePartOf(opening: String) {
        for form in Self.forms {
            for between in ["\n", " ", "x y\n"] {
                for closing in ["", "\n'", "\")]}>", "..."] {
                    let text = opening + between + form.replacing("§", with: Self.secret) + closing
                    let clean = redacted(text)
                    #expect(!clean.contains("Hun7e"), "\(text.debugDescription) became \(clean.debugDescription)")
                }
            }
        }
    }

    /// What was cut need not say so, nor be the end of its text.
    @Test(arguments: forms.filter { !$0.contains("@tcp") })
    func aSecretGoesThoughItWasCutAndOtherTextFollows(form: String) {
        let text = form.replacing("§", with: Self.secret)
        for length in 1..<text.count {
            for rest in ["\n", "\nx", "...\nx", "…\n{'a': 'b'}"] {
                let cut = text.prefix(length) + rest
                #expect(!redacted(String(cut)).contains("Hun7e"), "\(cut.debugDescription)")
            }
        }
    }

    /// Several bytes are looked at side by side.
    @Test(arguments: 0..<10)
    func aSecretGoesWhereverItStands(length: Int) {
        for form in Self.forms {
            let text = String(repeating: ".", count: length) + "\n" + form.replacing("§", with: Self.secret)
            #expect(!redacted(text).contains("Hun7e"), "\(text.debugDescription)")
        }
    }

    @Test(arguments: [
        ("token='\"x y\nHTTPBasicAuth('bob', 'hunter2')", "token='[redacted])"),
        ("pin=4111 1111 1111 1111, n=1", "pin=[redacted], n=1"),
        ("of 4111 1111 1111 1111 5500 0055 5555 5559 one", "of [redacted] [redacted] one"),
        ("x://bob:a&token=b@tcp(db:1)/x", "x://bob:[redacted])/x"),
    ])
    func secretsThatOverlapAreOne(text: String, expected: String) { #expect(redacted(text) == expected) }

    /// The processor's seconds that it takes.
    private func effort(of text: String) -> Double { processorSeconds { _ = redacted(text) } }

    /// Eight times as much takes about eight times as long, or sixteen where only the longer text uses up its effort; if
    /// each byte could cost a look at all others, it were sixty-four. Between lies room for a machine that does other
    /// things, whose caches are never warm.
    @Test(arguments: [
        ("token='\"", ""), ("token=[", ""), ("token=[", "]"), ("{'token': ", "}"), ("\"token\": [\"", "\"]"),
        ("<password x=1>", ""), ("<password>", ""), ("token.", ""), ("INSERT INTO a (token, (", ""), ("\"AUTH\", ", ""),
        ("a:5432:b:c:", ""), ("eyJaaaaaaaaaa.aaaa.", ""), ("sk-proj-", ""), ("a://b:c/", ""), ("\\", ""),
        ("token: \\\\", ""), ("token: a", ""), ("0", ""), ("4 ", ""), ("4-", ""), ("-----BEGIN PRIVATE KEY", ""),
        ("password: |\n  ", ""), ("&quot;token&quot;: &quot;", ""), ("a:thin:a/", ""), ("IDENTIFIED BY '", ""),
        ("密码: '", ""), ("'é", ""), ("mysql -p'", ""), ("Cookie: a", ""), ("bearer ", ""), ("token ", ""),
        ("  File \"a\"\n    token=\"(", ""), ("    token=x,\n", ""), ("'passw...': ", ""), ("the token is \"", ""),
        ("user@tcp(:", ""), ("token%3D", ""), ("<key>token</key><", ""),
    ])
    func aTextThatIsMadeForItTakesNoLongerThanOthers(unit: String, closing: String) {
        let text = { (count: Int) in
            let units = max(1, count / (unit + closing).utf8.count)
            return String(repeating: unit, count: units) + String(repeating: closing, count: units)
        }
        func least(_ count: Int) -> Double { (0..<3).map { _ in effort(of: text(count)) }.min() ?? 0 }
        #expect(least(8_000) < 32 * max(least(1_000), 0.001), "\(unit)")
    }
}
