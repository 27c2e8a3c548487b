/// A program that takes a password as an argument whose name tells nobody.
struct Program: Sendable {
    /// How an option holds its secret.
    enum Form: Sendable {
        /// `-pX`.
        case attached
        /// `-p X`, and `-pX`.
        case next
        /// `-u name:X`, up to where the program separates it from the name.
        case after(Character)
        /// The argument that follows a word and so many others: `add_user NAME X`.
        case argument(Int)
        /// `user/X@host`.
        case login
    }

    /// The beginning of its name, in the form of `SecretScanner.normalized`.
    let name: String
    /// Its options, letter for letter.
    let options: [(option: String, form: Form)]

    /// Those that people call from tasks.
    static let all: [Program] =
        ["mysql", "mariadb", "7z", "7za"].map { Program(name: $0, options: [("-p", .attached)]) }
        + [
            "mongo", "sshpass", "docker login", "podman login", "rabbitmqadmin", "clickhouse", "influx", "arangosh",
            "az login", "helm registry",
        ].map {
            Program(name: $0, options: [("-p", .next)])
        }
        + ["cqlsh", "cypher-shell", "beeline", "psexec", "twine", "useradd", "usermod", "mssql-cli"].map {
            Program(name: $0, options: [("-p", .next)])
        }
        + ["sqlcmd", "bcp", "zip", "unzip", "osql", "isql", "mosquitto_pub", "mosquitto_sub"].map {
            Program(name: $0, options: [("-P", .next)])
        }
        + ["sqlplus", "sqlldr", "expdp", "impdp", "rman"].map {
            Program(name: $0, options: [("userid=", .login), ("", .login)])
        }
        + [
            Program(name: "mysqladmin", options: [("password", .argument(0))]),
            Program(name: "ssh-keygen", options: [("-N", .next), ("-P", .next)]),
            Program(name: "xfreerdp", options: [("/p:", .attached)]),
        ]
        + [
            Program(
                name: "curl",
                options: [
                    ("-u", .after(":")), ("--user", .after(":")), ("-U", .after(":")), ("--proxy-user", .after(":")),
                    ("-b", .after("=")),
                ]),
            Program(name: "lftp", options: [("-u", .after(","))]),
            Program(name: "http", options: [("-a", .after(":")), ("--auth", .after(":"))]),
            Program(name: "redis-cli", options: [("-a", .next)]), Program(name: "valkey-cli", options: [("-a", .next)]),
            Program(name: "ldap", options: [("-w", .next)]),
            Program(name: "snmp", options: [("-A", .next), ("-X", .next), ("-c", .next)]),
            Program(name: "smbclient", options: [("-U", .after("%"))]),
            Program(name: "rpcclient", options: [("-U", .after("%"))]),
            Program(
                name: "rabbitmqctl",
                options: [
                    ("add_user", .argument(1)), ("change_password", .argument(1)), ("authenticate_user", .argument(1)),
                ]),
            Program(
                name: "htpasswd",
                options: [
                    ("-b", .argument(2)), ("-nb", .argument(1)), ("-bn", .argument(1)), ("-cb", .argument(2)),
                    ("-bc", .argument(2)),
                ]),
            Program(name: "openssl", options: [("-k", .next), ("-K", .next)]),
            Program(
                name: "aws",
                options: ["aws_secret_access_key", "aws_session_token"].map { ($0, .argument(0)) }),
        ]
}

extension SecretScanner {
    /// Commands longer than this are read so far.
    private static let longestCommand = 600

    /// The secrets among the arguments of a program, in a line or in a list of texts.
    func arguments(of program: Program, _ letters: Range<Int>) -> [Secret] {
        guard beginsWord(letters.lowerBound), !Self.isWordPart(byte(letters.upperBound)) || program.name.count > 3,
            byte(letters.upperBound) != UInt8(ascii: ":")
        else { return [] }
        var index = letters.upperBound
        while Self.isNameASCII(byte(index)) { index += 1 }
        // An address begins so, too.
        if byte(index) == UInt8(ascii: ":") { return [] }
        var isList = Self.isQuote(byte(index + slashes(index)))
        var found: [Secret] = []
        let limit = min(bytes.count, index + Self.longestCommand)
        while index < limit {
            let byte = bytes[index]
            if byte == 0x0A || escapedNewline(index) > 0 || ";|".utf8.contains(byte)
                || isList && byte == UInt8(ascii: "]")
            {
                break
            }
            if isList, byte == UInt8(ascii: ")") { break }
            let begins = self.byte(index - 1) == 0x20 || Self.isQuote(self.byte(index - 1))
            if begins, byte > 0x20, let range = argument(of: program, at: index, isList: &isList) {
                // `-p{password}` in a line of source is a place to put one in.
                if self.byte(range.lowerBound) != UInt8(ascii: "{") || !isExpression(range)
                    || sourceLine(of: range) == nil
                {
                    found.append(Secret(name: "command_line", range: range))
                }
                index = max(index + 1, range.upperBound)
            } else {
                index += 1
            }
        }
        return found
    }

    private func argument(of program: Program, at start: Int, isList: inout Bool) -> Range<Int>? {
        for (option, form) in program.options where bytes[start...].starts(with: option.utf8) {
            let end = start + option.utf8.count
            let quote = end + slashes(end)
            let isAlone =
                byte(end) == 0x20 || Self.isQuote(byte(quote)) && (byte(quote + 1) == UInt8(ascii: ",") || isList)
            switch form {
            case .attached:
                if isAlone || byte(end) == 0 { continue }
                return argument(end)
            case .next:
                return isAlone || byte(end) == UInt8(ascii: "=")
                    ? argument(nextArgument(end)) : option.utf8.count == 2 ? argument(end) : nil
            case .after(let sign):
                guard let value = argument(isAlone || byte(end) == UInt8(ascii: "=") ? nextArgument(end) : end),
                    let sign = sign.asciiValue,
                    let separator = bytes[value].firstIndex(of: sign)
                else { continue }
                return separator + 1..<value.upperBound
            case .login:
                // Quotes stand around all of it.
                return login(from: end + (Self.isQuote(byte(end)) ? 1 : 0))
            case .argument(let count):
                guard isAlone else { continue }
                var next = nextArgument(end)
                for _ in 0..<count {
                    guard let value = argument(next) else { return nil }
                    next = nextArgument(value.upperBound)
                }
                return argument(next)
            }
        }
        return nil
    }

    /// Where the next argument begins, in a line or as the next text of a list.
    private func nextArgument(_ start: Int) -> Int {
        var index = start + slashes(start)
        if Self.isQuote(byte(index)) || byte(index) == UInt8(ascii: "=") { index += 1 }
        if byte(index) == UInt8(ascii: ",") { index += 1 }
        return skipBlanks(index)
    }

    private func argument(_ start: Int) -> Range<Int>? {
        guard start < bytes.count else { return nil }
        if Self.isPrefix(bytes[start]), Self.isQuote(byte(start + 1)) { return extent(of: start + 1) }
        let quoted = start + slashes(start)
        if Self.isQuote(byte(quoted)) { return extent(of: start) }
        let end = endOfArgument(start)
        return end > start ? start..<end : nil
    }

    private func endOfArgument(_ start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] > 0x20, !Self.isQuote(bytes[end]), escapedNewline(end) == 0,
            !(bytes[end] == UInt8(ascii: "\\") && Self.isQuote(byte(end + 1)))
        { end += 1 }
        effort.spend(start..<max(start, end))
        return end
    }
}
