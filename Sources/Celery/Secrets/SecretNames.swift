/// The names that tell of a secret.
enum SecretNames {
    /// Parts of names, in small letters, `-` and blanks written as `_`; such a part counts anywhere in a key.
    static let parts =
        joined + foreign + misspelt + [
            "password", "passwd", "passphrase", "passcode", "passkey", "pwd", "secret", "token", "authorization",
            "cookie", "basicauth", "digestauth",
            "credential", "sessid", "signature", "csrf", "xsrf", "mnemonic", "requirepass", "masterauth", "connect.sid",
        ]

    /// What is written with a sign between its words, or without.
    private static let joined = [
        "api_key", "access_key", "private_key", "encryption_key", "signing_key", "ssh_key", "account_key", "master_key",
        "secret_key", "shared_key", "hmac_key", "session_id", "session_key", "card_number", "credit_card",
        "security_code",
        "recovery_code", "backup_code", "verification_code", "access_code", "auth_code", "seed_phrase",
        "social_security",
        "security_answer", "auth_key", "storage_key", "subscription_key", "pass_word", "access_signature",
    ].flatMap { [$0, $0.filter { $0 != "_" }, String($0.map { $0 == "_" ? "." : $0 })] }

    /// The same in other languages.
    private static let foreign = [
        "passwort", "kennwort", "contraseña", "contrasena", "mot_de_passe", "motdepasse", "wachtwoord", "lösenord",
        "salasana",
        "lozinka", "密码", "密碼", "口令", "パスワード", "비밀번호", "пароль", "parolă", "senha", "şifre", "sifre", "haslo", "hasło",
    ]

    /// The same as people write it to get it past such lists.
    private static let misspelt = [
        "passw0rd", "p4ssword", "p4ssw0rd", "p@ssword", "p@ssw0rd", "pa55word", "pa55w0rd", "pa$$word", "pa$$w0rd",
        "t0ken",
        "s3cret", "s3cr3t", "secr3t",
    ]

    /// What has to be a key's last word, since these letters are parts of many harmless words: `db_pass`, which
    /// `compass` isn't.
    static let words = [
        "pass", "auth", "pw", "pin", "otp", "totp", "hotp", "ssn", "psk", "dsn", "cvv", "cvv2", "cvc", "cvc2", "jwt",
        "sig", "creds",
        "bearer", "clave", "heslo", "parola", "geheim",
    ]

    /// Names that running text tells the value of: `the password is X`.
    static let told =
        foreign + [
            "password", "passwd", "passphrase", "passcode", "pwd", "secret", "token", "pin", "otp", "totp", "api_key",
            "apikey", "access_key", "secret_key", "private_key", "pass_word",
        ]

    /// Words between such a name and its value, blanks written as `_`; the longer ones first.
    static let verbs = [
        "has_been_changed_to", "has_been_reset_to", "has_been_set_to", "was_changed_to", "was_reset_to", "was_set_to",
        "is_set_to", "changed_to", "reset_to", "set_to", "is_now", "will_be", "is", "was", "are", "were", "to",
        "lautet", "ist", "war", "est", "es", "era", "_>",
    ]

    /// Words that look like a secret and are none: algorithms and the like.
    static let algorithms: Set<String> = [
        "sha1", "sha256", "sha384", "sha512", "hs256", "hs512", "rs256", "rs512", "es256", "base64", "base32", "oauth2",
        "argon2", "argon2id", "argon2i", "utf8", "ed25519", "pbkdf2", "hmac256", "aes256", "aes128", "saml2", "http2",
        "pkcs8", "pkcs12", "x509",
    ]

    /// Words that may follow one of those: `pin_code`.
    static let fillers = [
        "code", "codes", "number", "no", "value", "hash", "text", "string", "str", "raw", "plain", "word", "id",
    ]

    /// What makes a word with a telling part in it a harmless one: `tokenizer`.
    static let harmlessEndings = [
        "ize", "ise", "izing", "ising", "ization", "isation", "ary", "aries", "ion", "cutter", "less",
    ]

    /// Words of a key whose number counts or measures: `max_tokens`, `token_expires`.
    static let measures: Set<String> = [
        "count", "length", "len", "size", "limit", "max", "min", "num", "total", "expires", "expire", "expiry",
        "expiration", "ttl", "age",
        "timeout", "lifetime", "seconds", "minutes", "hours", "days", "in", "at", "prompt", "completion", "input",
        "output", "cached",
        "version", "attempts", "tries", "retries", "strength", "index", "position", "offset", "reasoning", "budget",
        "used", "per",
    ]

    /// Words of a class whose instances are no secrets, but tell of one: `InvalidToken('…')`.
    static let complaints: Set<String> = [
        "error", "errors", "exception", "warning", "invalid", "missing", "expired", "bad", "no", "wrong", "unknown",
        "incorrect", "required",
        "denied", "failed", "failure", "mismatch", "not", "too", "weak", "revoked", "unsupported", "unexpected",
        "empty", "malformed", "auth",
        "unauthorized", "forbidden", "validator", "validation", "rejected", "immature", "model", "serializer",
        "service", "manager", "form",
        "view", "handler", "backend", "middleware", "client", "provider", "factory", "type", "kind", "bucket", "stream",
        "list", "lexer",
        "parser", "limit", "count", "missingbackend", "reset",
    ]

    /// Names in an address behind which a secret stands, though nowhere else: `?sig=`.
    static let parameters = ["sig", "code", "key", "jwt", "assertion"]
}
