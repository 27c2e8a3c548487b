import TestSupport
import Testing

@testable import Celery

struct RedactorTests {
    /// Its tables take a while to be made.
    private static let redactor = Redactor(names: ["iban"])

    private func redacted(_ text: String) -> String {
        var counts: [String: Int] = [:]
        return Self.redactor.redact(text, counts: &counts)
    }

    @Test(arguments: [
        (#"{'user': 'bob', 'password': 'hunter2'}"#, #"{'user': 'bob', 'password': '[redacted]'}"#),
        (#"{'password': "it's hunter2", 'n': 1}"#, #"{'password': "[redacted]", 'n': 1}"#),
        (#"{'password': 'hun\'ter2', 'n': 1}"#, #"{'password': '[redacted]', 'n': 1}"#),
        (#"{"apiKey":"hunter2","n":1}"#, #"{"apiKey":"[redacted]","n":1}"#),
        (#"{'body': '{"token": "hunter2", "n": 1}'}"#, #"{'body': '{"token": "[redacted]", "n": 1}'}"#),
        (#"{"body": "{\"token\": \"hunter2\", \"n\": 1}"}"#, #"{"body": "{\"token\": \"[redacted]\", \"n\": 1}"}"#),
        (#"{'X-Api-Key': b'hunter2'}"#, #"{'X-Api-Key': b'[redacted]'}"#),
        (#"{'auth_tokens': ['hunter2', ('hunter3',)], 'n': 1}"#, #"{'auth_tokens': [redacted], 'n': 1}"#),
        (#"[('password', 'hunter2'), ('n', 1)]"#, #"[('password', '[redacted]'), ('n', 1)]"#),
        (#"{'password': 'hunter2 was cut sho..."#, #"{'password': '[redacted]"#),
        (#"{'secrets': {'a': 'hunter2', ..."#, #"{'secrets': [redacted]"#),
        (#"login(user='bob', password=hunter2)"#, #"login(user='bob', password=[redacted])"#),
        ("PASSWORD=hunter2 SHELL=/bin/sh", "PASSWORD=[redacted] SHELL=/bin/sh"),
        ("Authorization: Bearer hunter2hunter2", "Authorization: [redacted]"),
        ("sent 'Bearer hunter2hunter2' to it", "sent 'Bearer [redacted]' to it"),
        ("postgres://bob:hunter2@db:5432/shop", "postgres://bob:[redacted]@db:5432/shop"),
        ("redis://:hunter2@cache/0", "redis://:[redacted]@cache/0"),
        ("cannot reach amqp://bob:hunter2", "cannot reach amqp://bob:[redacted]"),
        ("https://shop.example:8080/x?token=hunter2&n=1", "https://shop.example:8080/x?token=[redacted]&n=1"),
        ("https://ghp_hunter2@github.com/x.git", "https://[redacted]@github.com/x.git"),
        ("redis://:hun/ter2#?@cache/0 is down", "redis://:[redacted]@cache/0 is down"),
        ("postgres://bob:hun/ter2@db:5432/shop", "postgres://bob:[redacted]@db:5432/shop"),
        ("/login?next=%2Fx%3Ftoken%3Dhunter2%26n%3D1", "/login?next=%2Fx%3Ftoken%3D[redacted]%26n%3D1"),
        ("cannot log in, password: hunter2 is hunter2, user: bob", "cannot log in, password: [redacted], user: bob"),
        ("Cookie: sid=hunter2; theme=dark\nHost: a", "Cookie: [redacted]\nHost: a"),
        (#"['Cookie: sid=hunter2; theme="dark"', 'b']"#, "['Cookie: [redacted]', 'b']"),
        (
            #""Authorization: Digest user=\"bob\", response=\"hunter2\"\nHost: a""#,
            #""Authorization: [redacted]\nHost: a""#
        ),
        ("API key: hunter2", "API key: [redacted]"),
        ("['pg_dump', '--password', 'hunter2', 'shop']", "['pg_dump', '--password', '[redacted]', 'shop']"),
        ("mysql --password hunter2 --port 1", "mysql --password [redacted] --port 1"),
        ("<a><ns:Password>hunter2</ns:Password></a>", "<a><ns:Password>[redacted]</ns:Password></a>"),
        (#"[{'name': 'DB_PASSWORD', 'value': 'hunter2'}]"#, #"[{'name': 'DB_PASSWORD', 'value': '[redacted]'}]"#),
        (
            #"'[{\'name\': \'DB_PASSWORD\', \'value\': \'hunter2\'}]'"#,
            #"'[{\'name\': \'DB_PASSWORD\', \'value\': \'[redacted]\'}]'"#
        ),
        ("({'url': 'amqp://bob:hunter2...'},)", "({'url': 'amqp://bob:[redacted]'},)"),
        (#"os.environ['DB_PASSWORD'] = 'hunter2'"#, #"os.environ['DB_PASSWORD'] = '[redacted]'"#),
        ("user[password]=hunter2&n=1", "user[password]=[redacted]&n=1"),
        ("{'db_pass': 'hunter2', 'compass': 'north'}", "{'db_pass': '[redacted]', 'compass': 'north'}"),
        ("def connect(password: str = 'hunter2'):", "def connect(password: str = '[redacted]'):"),
        ("{\"password\":\n  \"hunter2\"}", "{\"password\":\n  \"[redacted]\"}"),
        (#"{'j': "[(\'token\', \'hunter2\')]"}"#, #"{'j': "[(\'token\', \'[redacted]\')]"}"#),
        ("sent Bearer\t hunter2hunter2", "sent Bearer\t [redacted]"),
        ("curl -H 'X: Basic aHVudGVyMg=='", "curl -H 'X: Basic [redacted]'"),
        ("got eyJhbGciOiJIUzI1NiJ9.eyJodW50ZXIiOjJ9.hunter2", "got [redacted]"),
        (
            "-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----",
            "-----BEGIN RSA PRIVATE KEY-----[redacted]-----END RSA PRIVATE KEY-----"
        ),
        ("'-----BEGIN PRIVATE KEY-----\\nhunter2hun...", "'-----BEGIN PRIVATE KEY-----[redacted]"),
        (#"{'iban': 'hunter2'}"#, #"{'iban': '[redacted]'}"#),
        (#"{'pin': 1, 'card_number': 4111}"#, #"{'pin': [redacted], 'card_number': [redacted]}"#),
    ])
    func takesSecretsOut(text: String, expected: String) {
        #expect(redacted(text) == expected)
        #expect(redacted(expected) == expected, "what was taken out is no secret any more")
    }

    @Test(arguments: [
        #"{'user': 'bob', 'n': 1}"#, "see https://shop.example:8080/x", "password=None", "[1, 2, 3]", "",
        "File \"/srv/a.py\", line 3, in password_reset", "http://[::1]:6379/0", "a bearer of news", "'password'",
        "TokenExpiredError: it ended at 12:30", "InvalidPasswordException: try again", "amqp://guest@host//",
        "https://shop.example:8080/users/bob@example.org", "basic understanding", "author: bob", "a --token",
        "eyJust a word",
        "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----", "x < password > y", "primary_key=3",
        "password:", "12:30:45", "😀: '😀'",
    ])
    func leavesAllElseAlone(text: String) {
        #expect(redacted(text) == text)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func neverLetsASecretThroughHoweverItIsNestedAndCut(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let secret = "hunter2hunter2hunter2"
        let names = ["password", "db_password", "API-KEY", "sessionToken", "Cookie"]
        let name = names.randomElement(using: &random) ?? "password"
        let shapes = [
            "{'\(name)': '\(secret)'}", "{\"\(name)\": \"\(secret)\"}", "f(\(name)='\(secret)')", "\(name): \(secret)",
            "{'a': [{'b': ({'\(name)': '\(secret)'},)}]}", "('\(name)', '\(secret)')",
            "{'j': '{\"\(name)\": \"\(secret)\"}'}",
        ]
        var text = (shapes.randomElement(using: &random) ?? "") + ", {'n': 'x'}"
        if Bool.random(using: &random), let start = text.range(of: secret) {
            text = String(text[..<text.index(start, offsetBy: Int.random(in: 4...secret.count, using: &random))])
        }
        #expect(!redacted(text).contains("hunt"), "\(text)")
    }

    @Test(arguments: ["pw", "k", "İban", "api key"])
    func takesNamesOfAnyLength(name: String) {
        var counts: [String: Int] = [:]
        let redactor = Redactor(names: [name])
        let text = "{'n': 1, '\(name)': 'hunter2'} \(name)=hunter2"
        #expect(
            redactor.redact(text, counts: &counts) == text.replacing("hunter2", with: Redactor.mark), "\(name)")
        #expect(redactor.redact(name, counts: &counts) == name)
    }

    @Test(arguments: SecretNames.parts + ["db_pass", "http_auth"])
    func findsANameWhereverItStands(name: String) {
        let redactor = Self.redactor
        var counts: [String: Int] = [:]
        for length in 0..<9 {
            let before = String(repeating: "é", count: length / 2) + String(repeating: ".", count: length % 2)
            for name in [name, name.uppercased(), name.replacing("_", with: "-")] {
                let text = redactor.redact("\(before) \(name)=x", counts: &counts)
                #expect(text == "\(before) \(name)=[redacted]")
            }
        }
    }

    @Test func countsWhatItTookOutByName() {
        var counts: [String: Int] = [:]
        _ = Redactor().redact("{'Password': 'a', 'token': 'b', 'password': 'c'} redis://:d@e", counts: &counts)
        #expect(counts == ["password": 2, "token": 1, "url": 1])
    }
}

extension String {
    fileprivate func range(of part: String) -> String.Index? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(part) { return index }
            index = self.index(after: index)
        }
        return nil
    }
}
