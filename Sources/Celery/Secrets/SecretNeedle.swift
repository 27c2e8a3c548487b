/// Letters that may give a secret away, to be looked for in every text.
struct SecretNeedle: Sendable {
    /// What has to be true around the letters for there to be a secret.
    enum Kind: Sendable {
        /// They are part of a key, as of a value with that name.
        case part
        /// They are the last word of a key.
        case word
        /// They begin a parameter of an address, up to its `=`.
        case parameter
        /// They begin a token that is known by its shape.
        case token(TokenShape)
        /// `://`.
        case address
        /// `@tcp(`, before which Go writes user and password.
        case socket
        /// `Bearer` and `Basic`.
        case scheme
        /// The head of a private key.
        case privateKey
        /// The head of a JSON Web Token.
        case webToken
        /// A program that takes a password as an argument.
        case program(Program)
        /// `IDENTIFIED BY`.
        case statement
        /// `INSERT INTO`, whose columns tell which of the values are secrets.
        case insertion
        /// `input_value=`, which says what a validation refused of the name on the line before.
        case complaint
        /// The port in a line of PostgreSQL's password file, `host:5432:database:user:X`.
        case passwordFile
        /// What Oracle's `user/X@host` follows.
        case login
        /// They are the last word of a key whose value is a secret where it looks like one: `session`.
        case session
        /// The end of a key that was cut.
        case cut
        /// A character that may stand for another, or the beginning of an escape.
        case lookAlike
    }

    /// The letters, in the form of `SecretScanner.normalized`; empty for every byte beyond ASCII.
    let bytes: [UInt8]
    /// What is counted under it.
    let name: String
    /// What has to be true around.
    let kind: Kind

    /// Letters that count under their own name, unless told otherwise.
    init(_ letters: String, _ kind: Kind, name: String? = nil) {
        bytes = letters.utf8.map(SecretScanner.normalized)
        self.name = name ?? String(decoding: bytes, as: UTF8.self)
        self.kind = kind
    }

    /// All built-in ones.
    static let builtIn: [SecretNeedle] =
        SecretNames.parts.map { SecretNeedle($0, .part) } + SecretNames.words.map { SecretNeedle($0, .word) }
        + SecretNames.parameters.flatMap { name in
            ["?", "&", ";", "%3f", "%26", "u0026"].map { SecretNeedle($0 + name, .parameter, name: name) }
        }
        + TokenShape.all.map { SecretNeedle($0.prefix, .token($0), name: $0.name) }
        + Program.all.map { SecretNeedle($0.name, .program($0), name: "command_line") }
        + [
            SecretNeedle("://", .address, name: "url"), SecretNeedle("@tcp(", .socket, name: "url"),
            SecretNeedle("@unix(", .socket, name: "url"), SecretNeedle("bearer", .scheme),
            SecretNeedle("basic", .scheme),
            SecretNeedle("-----begin", .privateKey, name: "private_key"),
            SecretNeedle("eyj", .webToken, name: "web_token"),
            SecretNeedle("identified by", .statement, name: "password"),
            SecretNeedle("identified with", .statement, name: "password"),
            SecretNeedle("insert into", .insertion), SecretNeedle("input_value=", .complaint),
            SecretNeedle(":thin:", .login, name: "url"), SecretNeedle("session", .session),
        ]
        + ["5432", "5433", "6432", "*"].map { SecretNeedle(":\($0):", .passwordFile, name: "password") }
        + ["...'", "...\"", "...\\'", "...\\\""].map { SecretNeedle($0, .cut, name: "cut_name") }
        + ["", "\\x", "\\u"].map { SecretNeedle($0, .lookAlike) }
}
