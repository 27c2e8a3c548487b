import Foundation

/// Somebody who may open a site.
package struct SealUser: Sendable, Equatable {
    /// Both in Unicode's composed form, whichever a keyboard made.
    let name: [UInt8]
    let password: [UInt8]

    /// Takes both as they are written.
    package init(name: String, password: String) {
        self.name = Array(name.precomposedStringWithCanonicalMapping.utf8)
        self.password = Array(password.precomposedStringWithCanonicalMapping.utf8)
    }

    /// Reads lines of `user:password`; a password may hold colons, and empty lines say nothing.
    ///
    /// - Throws: `SealError.passwords`, with the number of the line, and nothing of what stands there.
    package static func parse(_ bytes: [UInt8]) throws(SealError) -> [SealUser] {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .passwords(line: nil, "isn't UTF-8") }
        var users: [SealUser] = []
        // A line may end as on Windows; "\r\n" is one character.
        // Editors of Windows put a mark of the order of bytes before the first line.
        let scalars = text.unicodeScalars
        let unmarked = scalars.dropFirst(scalars.first == "\u{FEFF}" ? 1 : 0)
        let lines = unmarked.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let line = line.last == "\r" ? line.dropLast() : line[...]
            guard !line.isEmpty else { continue }
            guard let colon = line.firstIndex(of: ":") else {
                throw .passwords(line: index + 1, "has no ':' between a user and a password")
            }
            let user = SealUser(
                name: String(line[..<colon]), password: String(line[line.index(after: colon)...]))
            if user.name.isEmpty { throw .passwords(line: index + 1, "has no user before the ':'") }
            if user.password.isEmpty { throw .passwords(line: index + 1, "has no password after the ':'") }
            if users.contains(where: { $0.name == user.name }) {
                throw .passwords(line: index + 1, "names a user for the second time")
            }
            users.append(user)
            if users.count > mostUsers { throw .passwords(line: index + 1, "is one too many: \(mostUsers) may be") }
        }
        guard !users.isEmpty else { throw .passwords(line: nil, "holds no line 'user:password'") }
        return users
    }

    /// Each costs everybody who opens a site a try.
    private static let mostUsers = 100

    /// The key that opens their box, slow to make on purpose.
    func key(salt: [UInt8], rounds: Int) -> [UInt8] {
        Digests.pbkdf2(password, salt: salt + name, rounds: rounds)
    }
}
