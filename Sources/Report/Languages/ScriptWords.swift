/// What a script says in a language: a table of the messages that it asks for, put before it.
package enum ScriptWords {
    private static let call = Array("words(\"".utf8)

    /// The messages that a script asks for: what stands in `words("…"`, each once.
    package static func messages(in script: [UInt8]) -> [String] {
        var messages: [String] = []
        var at = 0
        while at < script.count {
            guard script[at] == call[0], script[at...].starts(with: call) else {
                at += 1
                continue
            }
            at += call.count
            var text: [UInt8] = []
            while at < script.count, script[at] != UInt8(ascii: "\"") {
                if script[at] == UInt8(ascii: "\\"), at + 1 < script.count { at += 1 }
                text.append(script[at])
                at += 1
            }
            let message = String(decoding: text, as: UTF8.self)
            if !messages.contains(message) { messages.append(message) }
        }
        return messages
    }
}

extension Catalogue {
    /// A script with what the language says for its messages; one without messages stays as it is.
    package func told(script: [UInt8]) -> [UInt8] {
        let messages = ScriptWords.messages(in: script)
        let told = messages.compactMap { message -> String? in
            guard let said = exact[message] ?? (message.contains("{") ? nil : translation(of: message)) else {
                note(missing: message)
                return nil
            }
            note(used: message)
            return said == message ? nil : "\(Self.quoted(message)):\(Self.quoted(said))"
        }
        guard !told.isEmpty else { return script }
        // Scripts of one page share a table, each with its own part.
        let table = "window.herbariumWords=Object.assign(window.herbariumWords??{},{\(told.joined(separator: ","))})"
        return Array("\"use strict\";\(table);\n".utf8) + script
    }

    /// Text as a string of a script, in which nothing ends it.
    private static func quoted(_ text: String) -> String {
        "\""
            + text.unicodeScalars.reduce(into: "") { quoted, scalar in
                switch scalar {
                case "\"", "\\": quoted += "\\\(scalar)"
                case "\u{2028}", "\u{2029}", "\n", "<": quoted += "\\u{\(String(scalar.value, radix: 16))}"
                default: quoted.unicodeScalars.append(scalar)
                }
            } + "\""
    }
}
