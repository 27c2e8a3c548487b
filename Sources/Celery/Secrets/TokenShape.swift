/// A token that is known by how it begins, whatever it is called.
struct TokenShape: Sendable {
    /// What it begins with, letter for letter.
    let prefix: String
    /// What is counted.
    let name: String
    /// How many characters follow at least; of one that was cut, any number.
    let minimum: Int
    /// Whether it may only begin where no word is going on.
    let isWhole: Bool
    /// Signs that it may have besides letters, digits, `_` and `-`.
    let signs: String

    private init(_ prefix: String, _ name: String, _ minimum: Int = 8, isWhole: Bool = false, signs: String = "") {
        self.prefix = prefix
        self.name = name
        self.minimum = minimum
        self.isWhole = isWhole
        self.signs = signs
    }

    /// Those that secret scanners of code hosts know, as their owners document them.
    static let all: [TokenShape] =
        ["AKIA", "ASIA"].map { TokenShape($0, "aws_key", 12, isWhole: true) }
        + ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"].map { TokenShape($0, "github_token") }
        + ["glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glsoat-"].map { TokenShape($0, "gitlab_token", signs: ".") }
        + ["xoxb-", "xoxa-", "xoxp-", "xoxr-", "xoxs-", "xoxe-", "xoxc-", "xoxd-", "xoxo-", "xapp-", "xoxe.xox"].map {
            TokenShape($0, "slack_token", signs: "%.")
        }
        + ["sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_", "pk_live_"].map {
            TokenShape($0, "stripe_key", signs: "+/=")
        }
        + [
            TokenShape("AIza", "google_key", 16, isWhole: true),
            TokenShape("ya29.", "google_token", 10, isWhole: true, signs: "."),
            TokenShape("GOCSPX-", "google_secret"),
            TokenShape("sk-proj-", "openai_key"), TokenShape("sk-svcacct-", "openai_key"),
            TokenShape("sk-admin-", "openai_key"),
            TokenShape("sk-ant-", "anthropic_key"), TokenShape("sk-or-v1-", "openrouter_key"),
            TokenShape("sk-", "openai_key", 32, isWhole: true),
            TokenShape("SG.", "sendgrid_key", 20, isWhole: true, signs: "."),
            TokenShape("hf_", "huggingface_token", 20, isWhole: true),
            TokenShape("npm_", "npm_token", 20, isWhole: true),
            TokenShape("pypi-AgE", "pypi_token"), TokenShape("dckr_pat_", "docker_token"),
            TokenShape("dop_v1_", "digitalocean_token"),
            TokenShape("shpat_", "shopify_token"), TokenShape("shpss_", "shopify_token"),
            TokenShape("sq0atp-", "square_token"),
            TokenShape("sq0csp-", "square_token"), TokenShape("lin_api_", "linear_key"),
            TokenShape("hvs.", "vault_token", 20, isWhole: true),
            TokenShape("ATATT3x", "atlassian_token", signs: "="), TokenShape("AGE-SECRET-KEY-1", "age_key"),
            TokenShape("dapi", "databricks_token", 32, isWhole: true),
            TokenShape("PMAK-", "postman_key", 20, isWhole: true),
            TokenShape("glc_eyJ", "grafana_token", signs: "="), TokenShape("glsa_", "grafana_token", 20, isWhole: true),
            TokenShape("hooks.slack.com/", "slack_hook", signs: "/."),
            TokenShape("discord.com/api/webhooks/", "discord_hook", signs: "/"),
            TokenShape("discordapp.com/api/webhooks/", "discord_hook", signs: "/"),
            TokenShape("api.telegram.org/bot", "telegram_token", signs: ":"),
            TokenShape("AccountKey=", "account_key", 1, signs: "+/="),
        ]
}

extension SecretScanner {
    /// A token of that shape that begins at `start`.
    func token(_ shape: TokenShape, at start: Int) -> Secret? {
        guard bytes[start...].starts(with: shape.prefix.utf8), !shape.isWhole || beginsWord(start) else { return nil }
        let first = start + shape.prefix.utf8.count
        var end = first
        // Where many begin within one word, none is so long, or each would be read to the end.
        while end < bytes.count, end - first < Self.longestToken,
            Self.isNameASCII(bytes[end]) || shape.signs.utf8.contains(bytes[end])
        {
            end += 1
        }
        effort.spend(start..<end)
        // Dots at the end are those of a sentence, or of a text that was cut.
        while end > first, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
        let rest = bytes[first..<end]
        // What was cut need not say so.
        let looksCut = !shape.isWhole && rest.contains(where: Self.isDigit) && rest.contains(where: Self.isLetter)
        guard rest.count >= (isCut(end) ? 1 : looksCut ? 5 : shape.minimum) else { return nil }
        // `sk-` also begins a `sk-fading-circle`, `npm_` an `npm_config`.
        let isMixed = rest.contains { Self.isDigit($0) || Self.isCapital($0) }
        guard !shape.isWhole || isMixed || shape.minimum < 16 else { return nil }
        let isAddress = shape.prefix.last == "/" || shape.prefix.last == "="
        return Secret(name: shape.name, range: (isAddress ? first : start)..<end)
    }

    private static let longestToken = 2_048

    /// Whether a text was cut here.
    func isCut(_ end: Int) -> Bool {
        end == bytes.count || bytes[end...].starts(with: "...".utf8) || bytes[end...].starts(with: "…".utf8)
    }

    /// A JSON Web Token: `eyJ….eyJ….…`, of which the head alone is no secret.
    func webToken(at start: Int) -> Secret? {
        guard bytes[start...].starts(with: "eyJ".utf8), beginsWord(start) else { return nil }
        let isPart = { Self.isNameASCII($0) || $0 == UInt8(ascii: ".") }
        let head = bytes[start...].prefix(Self.longestToken).prefix(while: isPart)
        let parts = head.split(separator: UInt8(ascii: "."))
        guard parts.count > 1, parts[0].count >= 10, parts[1].count >= (isCut(head.endIndex) ? 1 : 4) else {
            return nil
        }
        let end = bytes[start...].prefix(while: isPart).endIndex
        effort.spend(start..<end)
        return Secret(name: "web_token", range: start..<end)
    }

    /// A private key in PEM, to its end or that of the text.
    func privateKey(at dash: Int) -> Secret? {
        let head = "-----BEGIN ", tail = "PRIVATE KEY"
        guard bytes[dash...].starts(with: head.utf8) else { return nil }
        let title = dash + head.utf8.count
        let starts = (title..<max(title, min(title + 24, bytes.count))).first { bytes[$0...].starts(with: tail.utf8) }
        guard var start = starts.map({ $0 + tail.utf8.count }) else { return nil }
        for rest in [" BLOCK", "-----"] where bytes[start...].starts(with: rest.utf8) { start += rest.utf8.count }
        let end = firstPlace(of: "-----END".utf8, from: start) ?? bytes.count
        return end > start && !equals(start..<end, Redactor.mark)
            ? Secret(name: "private_key", range: start..<end) : nil
    }

    /// What follows `Bearer`, and `Basic` where it looks like Base64.
    func bearer(_ scheme: Range<Int>, isBearer: Bool) -> Secret? {
        var start = scheme.upperBound
        while start < bytes.count, Self.isSpace(bytes[start]) { start += 1 }
        if start == scheme.upperBound, bytes[start...].starts(with: "%20".utf8) { start += 3 }
        guard start > scheme.upperBound else { return nil }
        var end = start
        while end < bytes.count, !Self.isDelimiter(bytes[end]) { end += 1 }
        effort.spend(start..<end)
        let token = bytes[start..<end]
        guard token.count >= (isCut(end) && isBearer ? 1 : 6), token.first != UInt8(ascii: "["),
            token.first != UInt8(ascii: "{")
        else { return nil }
        // `bearer authentication` are words.
        let isProse = bytes[scheme.lowerBound] >= 97 && token.allSatisfy { (97...122).contains($0) } && token.count < 20
        if isBearer { return isProse ? nil : Secret(name: "bearer", range: start..<end) }
        let isMixed = token.contains { (65...90).contains($0) } && token.contains { (97...122).contains($0) }
        return isMixed && token.count >= 8 ? Secret(name: "basic", range: start..<end) : nil
    }
}
