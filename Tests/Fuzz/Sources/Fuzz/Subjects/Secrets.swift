import Celery

/// A secret in random surroundings, which must never come out.
enum Secrets {
    private static let secret = "zqHun7er2xK"

    /// Its tables take a while to be made.
    private static let redactor = Redactor()

    /// What a line with a secret can look like.
    private static let forms = [
        "{'password': '§', 'n': 1}", "{\"token\": \"§\"}", "{'password': SecretStr('§')}", "Secret(value='§')",
        "('api_key', ('§', b'§'))",
        "[(b'authorization', b'Token §')]", "{'密码': '§'}", "{'pass\u{AD}word': ['§']}", "mysql -u root -p§ shop",
        "curl -u bob:§ https://x",
        "https://x/y?sig=§&a=1", "postgres://bob:§@db/x", "Cookie: sid=§; theme=dark", "<password>§</password>",
        "ghp_§§§§", "PASSWORD=§ SHELL=x",
        "{\"body\": \"{\\\"password\\\": \\\"§\\\"}\"}", "{'body': '{\\'password\\': \\'§\\'}'}", "{'passw...': '§'}",
        "form-data; name=\"password\"\r\n\r\n§\r\n--x", "IDENTIFIED WITH x BY '§'", "HTTPBasicAuth('bob', '§')",
    ]

    /// The first byte chooses the form, the second where it is cut; 0xFF parts what stands before from what stands
    /// behind.
    static func check(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count > 2 else { return }
        let form = forms[Int(bytes[0]) % forms.count]
        var text = form.split(separator: "§", omittingEmptySubsequences: false).joined(separator: secret)
        let cut = Int(bytes[1])
        if cut < text.count { text = String(text.prefix(cut)) + (cut % 2 == 0 ? "..." : "") }
        let parts = bytes[2...].split(separator: 0xFF, maxSplits: 1, omittingEmptySubsequences: false)
        let before = parts.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
        let after = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
        var counts: [String: Int] = [:]
        let clean = redactor.redact(before + "\n" + text + "\n" + after, counts: &counts)
        if before.contains("Hun7e") || after.contains("Hun7e") { return }
        precondition(!clean.contains("Hun7e"), clean.debugDescription)
        var again: [String: Int] = [:]
        _ = redactor.redact(clean, counts: &again)
    }
}
