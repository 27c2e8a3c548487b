import Celery
import TestSupport
import Testing

/// The forms in which secrets stand in arguments, results, exceptions and tracebacks, and what is none.
struct SecretFormsTests {
    /// Its tables take a while to be made.
    private static let redactor = Redactor()

    private func redacted(_ text: String) -> String {
        var counts: [String: Int] = [:]
        return Self.redactor.redact(text, counts: &counts)
    }

    private func expect(_ text: String, becomes expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(redacted(text) == expected, sourceLocation: sourceLocation)
        #expect(
            redacted(expected) == expected, "what was taken out is no secret any more", sourceLocation: sourceLocation)
    }

    @Test(arguments: [
        ("{'password': SecretStr('hunter2'), 'n': 1}", "{'password': [redacted], 'n': 1}"),
        ("Login(password=Password('hunter2'), user='bob')", "Login(password=[redacted], user='bob')"),
        ("Secret(value='hunter2')", "Secret([redacted])"),
        ("HTTPBasicAuth('bob', 'hunter2')", "HTTPBasicAuth([redacted])"),
        ("{'a': [SecretStr('hunter2'), 1]}", "{'a': [SecretStr([redacted]), 1]}"),
        ("{'password': pkg.Secret(Inner(b'hunter2', ('hunter2',))), 'n': 1}", "{'password': [redacted], 'n': 1}"),
        ("{'password': Secret('hun)ter2'), 'n': 1}", "{'password': [redacted], 'n': 1}"),
        ("{'password': base64.b64decode(b'hunter2').decode(), 'n': 1}", "{'password': [redacted], 'n': 1}"),
        ("{'password': <Secret 'hunter2'>, 'n': 1}", "{'password': [redacted], 'n': 1}"),
        ("<Secret 'hunter2'>", "<Secret [redacted]>"),
        ("{'password': (b'hunter2', 'hunter2'), 'n': 1}", "{'password': [redacted], 'n': 1}"),
        ("{'password': SecretStr('hunt...", "{'password': [redacted]"),
        ("'{\\'password\\': SecretStr(\\'hunter2\\')}'", "'{\\'password\\': [redacted]}'"),
    ])
    func instancesOfClassesAndTuples(text: String, expected: String) { expect(text, becomes: expected) }

    @Test(arguments: [
        ("password: |\n  hunter2\n  hunter2\nuser: bob", "password: |\n  [redacted]\nuser: bob"),
        ("'password: |\\n  hunter2\\n  hunter2\\nuser: bob'", "'password: |\\n  [redacted]\\nuser: bob'"),
        ("db:\n  password: >-\n    hunter2\n  user: bob", "db:\n  password: >-\n    [redacted]\n  user: bob"),
        ("secrets:\n  - hunter2\n  - hunter2\nuser: bob", "secrets:\n  [redacted]\nuser: bob"),
        ("password:\n  first: hunter2\nuser: bob", "password:\n  [redacted]\nuser: bob"),
        ("password: !vault |\n  hunter2\nuser: bob", "password: !vault |\n  [redacted]\nuser: bob"),
        ("password:\nuser: bob", "password:\nuser: bob"),
    ])
    func blocksOfYAML(text: String, expected: String) { expect(text, becomes: expected) }

    @Test(arguments: [
        ("('Authorization', 'Token hunter2')", "('Authorization', '[redacted]')"),
        (
            "[(b'authorization', b'Token hunter2'), (b'host', b'a')]",
            "[(b'authorization', b'[redacted]'), (b'host', b'a')]"
        ),
        ("(('API key', 'hunter2'),)", "(('API key', '[redacted]'),)"),
        ("[['password', ('hunter2',)], ['n', 1]]", "[['password', [redacted]], ['n', 1]]"),
        ("os.environ.setdefault('PASSWORD', 'hunter2')", "os.environ.setdefault('PASSWORD', '[redacted]')"),
        ("<input name=\"password\" value=\"hunter2\">", "<input name=\"password\" value=\"[redacted]\">"),
        (
            "form-data; name=\"password\"\r\n\r\nhunter2\r\n--x",
            "form-data; name=\"password\"\r\n\r\n[redacted]\r\n--x"
        ),
        (
            "b'name=\"password\"\\r\\n\\r\\nhunter2\\r\\n--x'", "b'name=\"password\"\\r\\n\\r\\n[redacted]\\r\\n--x'"
        ),
    ])
    func pairs(text: String, expected: String) { expect(text, becomes: expected) }

    @Test(arguments: [
        ("mysql -u root -phunter2 shop", "mysql -u root -p[redacted] shop"),
        ("['mysql', '-u', 'root', '-phunter2', 'shop']", "['mysql', '-u', 'root', '-p[redacted]', 'shop']"),
        ("mysqldump -u root -p'hunter2' shop", "mysqldump -u root -p'[redacted]' shop"),
        ("curl -u a:hunter2 https://x/y", "curl -u a:[redacted] https://x/y"),
        ("['curl', '-u', 'a:hunter2', 'https://x']", "['curl', '-u', 'a:[redacted]', 'https://x']"),
        ("curl --user=a:hunter2 x", "curl --user=a:[redacted] x"),
        ("sshpass -p hunter2 ssh a@b", "sshpass -p [redacted] ssh a@b"),
        ("redis-cli -h x -a hunter2 PING", "redis-cli -h x -a [redacted] PING"),
        ("rabbitmqctl add_user bob hunter2", "rabbitmqctl add_user bob [redacted]"),
        ("ALTER ROLE bob PASSWORD 'hunter2'", "ALTER ROLE bob PASSWORD '[redacted]'"),
        ("CREATE USER a IDENTIFIED BY 'hun''ter2'", "CREATE USER a IDENTIFIED BY '[redacted]'"),
        (
            "ALTER USER a IDENTIFIED WITH mysql_native_password BY 'hunter2'",
            "ALTER USER a IDENTIFIED WITH mysql_native_password BY '[redacted]'"
        ),
        (
            "aws configure set aws_secret_access_key hunter2 --profile x",
            "aws configure set aws_secret_access_key [redacted] --profile x"
        ),
        ("curl -b 'sid=hunter2' https://x", "curl -b 'sid=[redacted]' https://x"),
    ])
    func commandLines(text: String, expected: String) { expect(text, becomes: expected) }

    @Test(arguments: [
        ("https://x/c?sv=2020&sig=hunter2%2Fhunter2&se=1", "https://x/c?sv=2020&sig=[redacted]&se=1"),
        ("https://x/callback?code=hunter2&n=1", "https://x/callback?code=[redacted]&n=1"),
        ("AccountName=a;AccountKey=hunter2==;EndpointSuffix=x", "AccountName=a;AccountKey=[redacted];EndpointSuffix=x"),
        ("bob:hunter2@tcp(db:3306)/shop", "bob:[redacted]@tcp(db:3306)/shop"),
        ("/login?next=%2Fx%3Ftoken%3Dhunter2%26n%3D1", "/login?next=%2Fx%3Ftoken%3D[redacted]%26n%3D1"),
        ("{&quot;password&quot;: &quot;hunter2&quot;}", "{&quot;password&quot;: &quot;[redacted]&quot;}"),
    ])
    func addresses(text: String, expected: String) { expect(text, becomes: expected) }

    @Test(arguments: [
        "otp", "pin", "ssn", "pw", "passwort", "kennwort", "contraseña", "CONTRASEÑA", "密码", "пароль", "api key",
        "pass word",
        "my password ", "pass\u{AD}word", "pass\u{200B}word", "\u{440}\u{430}ssword", "ｐａｓｓｗｏｒｄ", "𝗽𝗮𝘀𝘀𝘄𝗼𝗿𝗱",
        "pässwörd", "passw0rd",
        "p\\x61ssword", "p\\u0061ssword", "p\\\\u0061ssword", "userPin", "pin_code", "smsOTP", "passw...", "passw…",
    ])
    func keysAsPeopleWriteThem(key: String) {
        expect("{'n': 1, '\(key)': 'hunter2', 'm': 2}", becomes: "{'n': 1, '\(key)': '[redacted]', 'm': 2}")
        expect("{\"\(key)\": [\"hunter2\"]}", becomes: "{\"\(key)\": [redacted]}")
    }

    @Test(arguments: [
        ("sword': 'hunter2', 'n': 1}", "sword': '[redacted]', 'n': 1}"),
        ("...sword': 'hunter2', 'n': 1}", "...sword': '[redacted]', 'n': 1}"),
        ("('Authoriz...', 'hunter2')", "('Authoriz...', '[redacted]')"),
        ("('a long text...', 'bob')", "('a long text...', 'bob')"),
        ("密码：hunter2，用户：bob", "密码：[redacted]，用户：bob"),
    ])
    func keysThatWereCut(text: String, expected: String) { expect(text, becomes: expected) }

    @Test(arguments: [
        "AKIAIOSFODNN7EXAMPLE", "ghp_0123456789abcdefABCDEF0123456789abcd", "github_pat_11ABCDEFG0abcdefghijkl",
        "glpat-0123456789abcdefghij",
        "xoxb-123456789012-abcdefghijkl", "sk_live_0123456789abcdefABCDEF", "AIzaSyA0123456789abcdefghijklmnopqrstu",
        "sk-proj-0123456789abcdef",
        "SG.0123456789abcdefghijkl.0123456789abcdefghijklmnopqrstu",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "npm_0123456789abcdefghij0123456789abcdef",
        "4111 1111 1111 1111", "4111-1111-1111-1111", "5500005555555559", "378282246310005", "6011000990139424",
    ])
    func tokensByTheirShape(token: String) {
        for text in ["\(token)", "got \(token), gone", "('\(token)',)", "'a\\n\(token)'", "x=\(token)&y"] {
            expect(text, becomes: text.replacing(token, with: Redactor.mark))
        }
    }

    @Test func tokensThatWereCut() {
        for token in ["ghp_012345", "glpat-0123", "xoxb-1234", "sk_live_01", "github_pat_1", "sk-proj-01"] {
            expect("{'a': '\(token)...", becomes: "{'a': '[redacted]...")
        }
        expect("https://hooks.slack.com/services/T0/B0/hunter2", becomes: "https://hooks.slack.com/[redacted]")
    }

    /// What stands in a traceback below `File "…"`.
    @Test(
        arguments: [
            ("return {\"sku\": sku, \"tokens\": title.encode(\"latin-1\").decode(\"latin-1\").split()}", nil),
            ("return {\"reference\": charge_card(card_token, amount, currency)}", nil),
            ("token = request.headers[\"Authorization\"]", nil),
            ("def password_reset(self, token, user=None): pass", nil),
            ("headers = {\"Authorization\": f\"Bearer {token}\", \"Cookie\": cookie}", nil),
            ("password = os.environ.get(\"PASSWORD\") or getattr(self, \"password\", None)", nil),
            ("client.login(user=user, password=settings.password, token=get_token(user))", nil),
            ("raise ValueError(f\"bad token: {token!r}\")", nil),
            ("login(user, password=\"hunter2\", n=1)", "login(user, password=\"[redacted]\", n=1)"),
            ("password: str = \"hunter2\"", "password: str = \"[redacted]\""),
            (
                "run([\"mysql\", \"-phunter2\"], env={\"PASSWORD\": \"hunter2\"})",
                "run([\"mysql\", \"-p[redacted]\"], env={\"PASSWORD\": \"[redacted]\"})"
            ),
            (
                "client = Client(SecretStr(\"hunter2\"), token=b\"hunter2\")",
                "client = Client(SecretStr(\"[redacted]\"), token=b\"[redacted]\")"
            ),
            (
                "connect(\"postgres://bob:hunter2@db/shop\", timeout=3)",
                "connect(\"postgres://bob:[redacted]@db/shop\", timeout=3)"
            ),
        ] as [(String, String?)])
    func linesOfSourceStayButForTheirLiterals(line: String, expected: String?) {
        let traceback = { (line: String) in
            "Traceback (most recent call last):\n  File \"/srv/a.py\", line 15, in f\n    \(line)\n    ^^^^^^^\nValueError: x\n"
        }
        expect(traceback(line), becomes: traceback(expected ?? line))
        let group = { (line: String) in "  | Traceback:\n  |   File \"/srv/a.py\", line 15, in f\n  |     \(line)\n" }
        expect(group(line), becomes: group(expected ?? line))
    }

    @Test func whatFollowsATracebackIsNoSource() {
        expect(
            "  File \"a.py\", line 1, in f\n    raise E(token)\nE: password: hunter2",
            becomes: "  File \"a.py\", line 1, in f\n    raise E(token)\nE: password: [redacted]")
    }

    @Test(arguments: [
        "{'max_tokens': 1024, 'prompt_tokens': 12, 'token_expires': 3600, 'token_type': 'Bearer'}",
        "InvalidToken('Signature has expired')", "{'tokenizer': 'bert', 'secretary': 'bob'}",
        "{'shipping': 1, 'spin': 2, 'option': 3, 'compass': 4, 'author': 'b', 'ping': 'x', 'bypass_mode': 3}",
        "('bob@example.org', 'order 48201', 1795341087958418)",
        "{'id': 1234567890123456, 'ts': 1795341087.9584186, 'uuid': '41111111-1111-1111-1111-111111111111'}",
        "docker run -p 80:80 -u 1000:1000 nginx", "unexpected token '<' at position 3", "{'password': '********'}",
        "password=%s user=%s", "('wrong password', 'bob')", "module 'token' has no attribute 'x'",
        "{'key': 'value', 'code': 'DE', 'state': 'NY'}", "https://x/y?code=404&key=id",
        "{'signal': 'SIGTERM', 'design': 1, 'assignee': 'bob'}", "identified with the user 'bob'",
        "form-data; name=\"title\"\r\n\r\nhello\r\n--x", "see the 'password'\n\nhello",
        "see issue #4 - 4111; phone +49 30 1234567 and 2026-11-27 03:08:15 2026-11-27 03:08:15",
        "AuthenticationError: 401",
        "task-hf_abc sk-fading-circle npm_config", "curl -u bob https://x", "{'name': 'José', 'city': '東京'}",
        "Größe: 5",
    ])
    func harmlessTextStays(text: String) { #expect(redacted(text) == text) }

    /// Plants a secret in random surroundings, quoted again and again, and cut.
    @Test(arguments: 0..<400 as Range<UInt64>)
    func neverComesOutOfRandomSurroundings(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let secret = "zqHun7er2xK"
        var text = SecretForms(secret, &random).text
        for _ in 0..<Int.random(in: 0...2, using: &random) { text = SecretForms.quoted(text, &random) }
        if Bool.random(using: &random), let start = text.firstRange(of: secret)?.lowerBound {
            let length = Int.random(in: 5...secret.count, using: &random)
            text =
                text[..<text.index(start, offsetBy: length)]
                + (["", "...", "…", "...', ...)"].randomElement(using: &random) ?? "")
        }
        let clean = redacted(text)
        for start in 0..<(secret.count - 4) {
            #expect(!clean.contains(secret.dropFirst(start).prefix(5)), "\(text) became \(clean)")
        }
        #expect(redacted(clean) == clean)
    }
}

/// A secret in one of the forms that Python, YAML, shells and browsers give it.
private struct SecretForms {
    let text: String

    init(_ secret: String, _ random: inout SeededGenerator) {
        let keys = [
            "password", "db_password", "API-KEY", "sessionToken", "Authorization", "otp", "ssn", "passwort",
            "contraseña", "密码", "api key",
            "pass\u{AD}word", "client_secret",
        ]
        let key = keys.randomElement(using: &random) ?? ""
        let values = [
            "'\(secret)'", "b'\(secret)'", "SecretStr('\(secret)')", "('\(secret)', 1)", "[Inner(b'\(secret)')]",
            "{'a': '\(secret)'}",
            "<Secret '\(secret)'>", "\"it's \(secret)\"", "Outer(SecretStr(value='\(secret)'), 3)",
        ]
        let value = values.randomElement(using: &random) ?? ""
        let forms = [
            "{'\(key)': \(value), 'n': 1}", "{'n': 'harmless', '\(key)': \(value)}", "[('n', 1), ('\(key)', \(value))]",
            "{'outer': {'deep': [{'\(key)': \(value)}]}}", "Login(password=\(value), n=1)", "f({'\(key)': \(value)})",
            "password: |\n  \(secret)\n  \(secret)\nuser: bob", "mysql -u root -p\(secret) shop",
            "curl -u bob:\(secret) https://x",
            "https://x/y?sig=\(secret)&a=1", "postgres://bob:\(secret)@db/x",
            "Authorization: Bearer \(secret)\nHost: x",
            "<login><password>\(secret)</password></login>", "ghp_\(secret)\(secret)", "Secret(value='\(secret)')",
            "AccountName=a;AccountKey=\(secret)==;x=1", "export API_TOKEN='\(secret)'",
        ]
        text = forms.randomElement(using: &random) ?? ""
    }

    /// The text as a string within a structure, as Python or JSON write it.
    static func quoted(_ text: String, _ random: inout SeededGenerator) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        let single = "'\(escaped.replacing("'", with: "\\'"))'"
        let double = "\"\(escaped.replacing("\"", with: "\\\""))\""
        return [
            "{'body': \(single), 'n': 2}", "{\"body\": \(double), \"n\": 2}", "(\(single), 'x')",
            "ValueError(\(single))",
        ]
        .randomElement(using: &random) ?? ""
    }
}
