/// What an address begins with, as far as it stands in a template: whether a text behind may still choose its scheme.
struct AddressStart: Equatable, Sendable {
    /// What is known of it.
    enum Certainty: Equatable, Sendable {
        /// A text here may choose the scheme.
        case open
        /// Whatever follows, it stays an address on the web, or one below the page.
        case settled
        /// It runs what follows, or might.
        case dangerous
    }

    /// What is known of it.
    private(set) var certainty = Certainty.open
    /// The literal bytes so far.
    private var prefix: [UInt8] = []
    /// Whether a text has a part in it.
    private(set) var isShown = false

    /// Schemes that run what follows, or show it as a page.
    private static let dangerous: Set = [
        "javascript", "vbscript", "data", "livescript", "mocha", "about", "blob", "filesystem", "view-source",
    ]

    /// A text stands here.
    mutating func show() { if certainty == .open { isShown = true } }

    /// Whether the literal bytes lead to a host, or to a place below the page, that no text behind can change.
    var isHostKnown: Bool {
        guard certainty == .settled, !isShown else { return false }
        var rest = String(decoding: prefix.filter { $0 > 0x20 }, as: UTF8.self)[...]
        if let colon = rest.firstIndex(of: ":"), !rest[..<colon].contains(where: { "/?#".contains($0) }) {
            rest = rest[rest.index(after: colon)...]
            guard rest.hasPrefix("//") else { return false }
        }
        let slashes = rest.prefix { $0 == "/" || $0 == "\\" }.count
        // A host ends where its path begins; one slash with a name behind it is a path.
        if slashes > 1 { return rest.dropFirst(slashes + 1).contains { "/?#".contains($0) } }
        return slashes == 0 || rest.count > 1
    }

    /// Reads a literal byte.
    mutating func read(_ byte: UInt8) {
        if certainty == .settled, !isShown { prefix.append(byte) }
        guard certainty == .open else { return }
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
            certainty = .settled
            prefix.append(byte)
        // A character reference, a colon behind a text: it can't be told what becomes of it.
        case UInt8(ascii: "&"), UInt8(ascii: "\\"): certainty = .dangerous
        case UInt8(ascii: ":"):
            let isPlain = prefix.allSatisfy {
                (97...122).contains($0 | 0x20) || (48...57).contains($0) || "+.-".utf8.contains($0)
            }
            let scheme = String(decoding: prefix.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
            certainty = isShown || !isPlain || prefix.isEmpty || Self.dangerous.contains(scheme) ? .dangerous : .settled
            prefix.append(byte)
        case 0...0x20: break
        default: prefix.append(byte)
        }
    }

    /// What is known behind two ways.
    func joined(with other: AddressStart) -> AddressStart {
        if self == other { return self }
        var joined = AddressStart()
        joined.isShown = true
        if certainty == .dangerous || other.certainty == .dangerous { joined.certainty = .dangerous }
        return joined
    }
}

/// The names of HTML and SVG that mean something to whoever attacks a page, or reads it.
package enum AttributeNames {
    /// Attributes whose value is an address.
    static let addresses: Set = [
        "href", "src", "action", "formaction", "poster", "cite", "data", "background", "manifest", "xlink:href",
        "codebase", "longdesc",
        "usemap", "profile", "icon", "dynsrc", "lowsrc", "archive", "classid", "imagesrc",
    ]

    /// Attributes whose value is a script, a style, a page or a list of addresses.
    static let refused: Set = [
        "style", "srcdoc", "srcset", "imagesrcset", "ping", "sandbox", "allow", "csp", "http-equiv", "attributename",
    ]

    /// Elements whose `href` or `src` is loaded and run, or shown within the page.
    static let loaders: Set = [
        "script", "link", "iframe", "frame", "embed", "object", "base", "use", "image", "feimage", "applet", "portal",
    ]

    /// Attributes whose value people read or hear.
    package static let read: Set = ["aria-label", "title", "alt", "placeholder", "summary"]

    /// Elements of SVG that change attributes of others.
    static let animations: Set = ["animate", "set", "animatemotion", "animatetransform", "discard"]

    /// Elements whose content is no markup.
    static let rawElements: Set = [
        "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext", "noscript",
    ]
}
