/// Where in a page its next byte stands, as a browser will see it: in text, in a tag, in an attribute's value, in a
/// script.
///
/// Literals are fed to it as they are compiled, so that it is known for each tag of a template before anything is
/// rendered. It follows the tokenizer of the HTML standard, section 13.2.5, as far as templates may go; where two
/// parsers would not agree, it is `.unsure` until the end, and no tag may stand there.
struct MarkupContext: Equatable, Sendable {
    /// A state of the tokenizer.
    enum State: Equatable, Sendable {
        case text
        /// After `<`, and after `</`.
        case tagOpen, endTagOpen
        case tagName, endTag
        /// Between attributes; `isName` where a name would go on, since what came before may be left out.
        case betweenAttributes(isName: Bool)
        case attributeName, afterAttributeName, beforeValue
        case quoted(UInt8), unquoted
        /// `<!`, and how much of what follows.
        case declaration
        /// A comment, with how many hyphens were just before; -1 where a text may have ended in some.
        case comment(hyphens: Int)
        /// What ends at the next `>`: a document type, an instruction, an end tag without a name.
        case bogus
        case unsure
    }

    /// The state.
    private(set) var state = State.text
    /// The name of the tag, of the attribute, or of what may close an element of raw text: as far as they were read.
    private(set) var element: [UInt8] = []
    private(set) var attribute: [UInt8] = []
    private var name: [UInt8] = []
    /// The element whose content is text whatever stands in it: `script`, `style`, `title` and the like.
    private(set) var rawElement: [UInt8]?
    /// What the value of an attribute that is an address begins with.
    private(set) var address = AddressStart()
    /// How many elements of SVG and MathML are open, in which nothing is raw.
    private var foreignDepth = 0
    /// The element of SVG that is open, if it is a style or a script.
    private(set) var foreignElement: [UInt8]?
    /// Whether a tag stands in `content` of the `meta` that is being read, and whether that has `http-equiv`.
    private(set) var isMetaShown = false
    private(set) var isMetaHeader = false

    /// The beginning of a page, or of a drawing.
    init(isDrawing: Bool) { foreignDepth = isDrawing ? 1 : 0 }

    /// Whether a browser sees an address in the value of the attribute.
    var isAddress: Bool { AttributeNames.addresses.contains(String(decoding: attribute, as: UTF8.self)) }

    /// Reads literal bytes.
    mutating func read(_ bytes: some Collection<UInt8>) {
        for byte in bytes { read(byte) }
    }

    /// A tag of a template stands here.
    mutating func show() {
        if case .quoted = state {
            if isAddress { address.show() }
            if element == Array("meta".utf8), attribute == Array("content".utf8) { isMetaShown = true }
        }
        if case .comment = state { state = .comment(hyphens: -1) }
    }

    private mutating func read(_ byte: UInt8) {
        let small = (65...90).contains(byte) ? byte + 32 : byte
        switch state {
        case .text: readText(byte)
        case .tagOpen: readTagOpen(small)
        case .endTagOpen: readEndTagOpen(small)
        case .tagName: readTagName(small)
        case .endTag: if byte == UInt8(ascii: ">") { closeElement() } else { name.append(small) }
        case .betweenAttributes(let isName): readBetween(small, isName)
        case .attributeName: readAttributeName(small)
        case .afterAttributeName: readAfterName(small)
        case .beforeValue: readBeforeValue(byte)
        case .quoted(let quote):
            if byte == quote { (state, attribute) = (.betweenAttributes(isName: false), []) } else { readValue(byte) }
        case .unquoted: readUnquoted(byte)
        case .declaration: readDeclaration(small)
        case .comment(let hyphens): readComment(byte, hyphens)
        case .bogus: if byte == UInt8(ascii: ">") { state = .text }
        case .unsure: break
        }
    }
}

extension MarkupContext {
    private static func isSpace(_ byte: UInt8) -> Bool { [0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) }

    private mutating func readText(_ byte: UInt8) {
        guard byte == UInt8(ascii: "<") else {
            // A script that begins a comment may hold the end of one without ending.
            if rawElement == Array("script".utf8) {
                name = (name + [byte]).suffix(3)
                if name.elementsEqual("!--".utf8) { state = .unsure }
            }
            return
        }
        name = []
        state = .tagOpen
    }

    private mutating func readTagOpen(_ byte: UInt8) {
        if rawElement != nil {
            guard byte == UInt8(ascii: "/") else {
                state = .text
                return readText(byte)
            }
            state = .endTagOpen
        } else if Self.isLetter(byte) {
            (element, attribute, isMetaShown, isMetaHeader) = ([byte], [], false, false)
            state = .tagName
        } else if byte == UInt8(ascii: "/") {
            state = .endTagOpen
        } else if byte == UInt8(ascii: "!") {
            (state, name) = (.declaration, [])
        } else if byte == UInt8(ascii: "?") {
            state = .bogus
        } else {
            state = .text
            readText(byte)
        }
        // Raw text within a title or a description of a drawing is read in two ways.
        if foreignDepth > 0, foreignElement == Array("title".utf8), state != .endTagOpen { state = .unsure }
    }

    private mutating func readEndTagOpen(_ byte: UInt8) {
        if let rawElement {
            if Self.isLetter(byte), name.count < rawElement.count {
                name.append(byte)
            } else if name == rawElement, Self.isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") {
                self.rawElement = nil
                name = []
                state = byte == UInt8(ascii: ">") ? .text : .betweenAttributes(isName: false)
                (element, attribute) = ([UInt8(ascii: "/")], [])
            } else {
                (state, name) = (.text, [])
                readText(byte)
            }
        } else if Self.isLetter(byte) {
            (state, name) = (.endTag, [byte])
        } else {
            state = byte == UInt8(ascii: ">") ? .text : .bogus
        }
    }

    private mutating func closeElement() {
        let closed = name.prefix { !Self.isSpace($0) && $0 != UInt8(ascii: "/") }
        // An end tag with attributes may hold a `>` in one of them.
        if name.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }) {
            state = .unsure
            return
        }
        if foreignDepth > 0, ["svg", "math"].contains(String(decoding: closed, as: UTF8.self)) {
            foreignDepth -= 1
            foreignElement = nil
        } else if foreignElement.map({ closed.elementsEqual($0) }) ?? false {
            foreignElement = nil
        }
        (state, name) = (.text, [])
    }

    private mutating func readTagName(_ byte: UInt8) {
        if Self.isSpace(byte) || byte == UInt8(ascii: "/") {
            (state, attribute) = (.betweenAttributes(isName: false), byte == UInt8(ascii: "/") ? [byte] : [])
        } else if byte == UInt8(ascii: ">") {
            openElement(isClosed: false)
        } else {
            element.append(byte)
        }
    }

    private mutating func readBetween(_ byte: UInt8, _ isName: Bool) {
        if isName, !Self.isSpace(byte), byte != UInt8(ascii: "/"), byte != UInt8(ascii: ">") {
            state = .unsure
        } else if Self.isSpace(byte) {
            (state, attribute) = (.betweenAttributes(isName: false), [])
        } else if byte == UInt8(ascii: "/") {
            (state, attribute) = (.betweenAttributes(isName: false), [byte])
        } else if byte == UInt8(ascii: ">") {
            openElement(isClosed: attribute == [UInt8(ascii: "/")])
        } else {
            (state, attribute) = (.attributeName, [byte])
        }
    }

    private mutating func readAttributeName(_ byte: UInt8) {
        if Self.isSpace(byte) {
            state = .afterAttributeName
        } else if byte == UInt8(ascii: "/") {
            (state, attribute) = (.betweenAttributes(isName: false), [byte])
        } else if byte == UInt8(ascii: ">") {
            openElement(isClosed: false)
        } else if byte == UInt8(ascii: "=") {
            beginValue()
        } else {
            attribute.append(byte)
        }
    }

    private mutating func readAfterName(_ byte: UInt8) {
        if Self.isSpace(byte) { return }
        if byte == UInt8(ascii: "=") { return beginValue() }
        state = .betweenAttributes(isName: false)
        readBetween(byte, false)
    }

    private mutating func beginValue() {
        state = .beforeValue
        address = AddressStart()
        if element == Array("meta".utf8), attribute == Array("http-equiv".utf8) { isMetaHeader = true }
    }

    private mutating func readBeforeValue(_ byte: UInt8) {
        if Self.isSpace(byte) { return }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            state = .quoted(byte)
        } else if byte == UInt8(ascii: ">") {
            openElement(isClosed: false)
        } else {
            state = .unquoted
            readValue(byte)
        }
    }

    private mutating func readUnquoted(_ byte: UInt8) {
        if Self.isSpace(byte) {
            state = .betweenAttributes(isName: false)
        } else if byte == UInt8(ascii: ">") {
            openElement(isClosed: false)
        } else {
            readValue(byte)
        }
    }

    private mutating func readValue(_ byte: UInt8) { if isAddress { address.read(byte) } }

    /// A start tag ends: what follows may be raw.
    private mutating func openElement(isClosed: Bool) {
        state = .text
        name = []
        let element = String(decoding: element, as: UTF8.self)
        if element.hasPrefix("/") { return }
        if element == "svg" || element == "math" {
            if !isClosed { foreignDepth += 1 }
        } else if foreignDepth > 0 {
            if foreignElement == nil, !isClosed, ["style", "script", "title"].contains(element) {
                foreignElement = self.element
            }
            // These would be raw in a part of a drawing that is HTML again.
            if AttributeNames.rawElements.contains(element), !["style", "script", "title"].contains(element) {
                state = .unsure
            }
        } else if AttributeNames.rawElements.contains(element) {
            rawElement = self.element
        }
    }

    private mutating func readDeclaration(_ byte: UInt8) {
        name.append(byte)
        if name.elementsEqual("--".utf8) {
            (state, name) = (.comment(hyphens: 2), [])
        } else if name.elementsEqual("[cdata[".utf8) {
            state = .unsure
        } else if byte == UInt8(ascii: ">") {
            (state, name) = (.text, [])
        } else if !["--".utf8, "[cdata[".utf8].contains(where: { $0.starts(with: name) }) {
            state = .bogus
        }
    }

    /// A comment ends with `-->`, also right at its beginning, and with `--!>`, where older parsers read on.
    private mutating func readComment(_ byte: UInt8, _ hyphens: Int) {
        name = (name + [byte]).suffix(4)
        if byte == UInt8(ascii: ">"), hyphens >= 2 {
            (state, name) = (.text, [])
        } else if hyphens < 0, byte == UInt8(ascii: ">") {
            state = .unsure
        } else if hyphens < 0, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "!") {
            return
        } else if name.elementsEqual("--!>".utf8) || name == [UInt8(ascii: ">")] || name.elementsEqual("->".utf8) {
            state = .unsure
        } else {
            state = .comment(hyphens: byte == UInt8(ascii: "-") ? hyphens + 1 : 0)
        }
    }
}

extension MarkupContext {
    /// What is known behind a section that may be left out: in which both ways lead to; `nil` where they lead to two
    /// places.
    func joined(with other: MarkupContext) -> MarkupContext? {
        if self == other { return self }
        if state == .unsure || other.state == .unsure {
            var unsure = self
            unsure.state = .unsure
            return unsure
        }
        var (one, two) = (self, other)
        // In a tag it doesn't matter how many attributes there were.
        if one.isBetween, two.isBetween {
            let isName = one.mayGoOn || two.mayGoOn
            for context in [0, 1] {
                var changed = context == 0 ? one : two
                changed.state = .betweenAttributes(isName: isName)
                changed.attribute = []
                changed.address = AddressStart()
                changed.isMetaShown = one.isMetaShown || two.isMetaShown
                changed.isMetaHeader = one.isMetaHeader || two.isMetaHeader
                if context == 0 { one = changed } else { two = changed }
            }
        }
        if case .comment = one.state, case .comment = two.state {
            (one.state, two.state) = (.comment(hyphens: -1), .comment(hyphens: -1))
            (one.name, two.name) = ([], [])
        }
        if one.state == .text, two.state == .text {
            for context in [0, 1] {
                var changed = context == 0 ? one : two
                (changed.element, changed.attribute, changed.name, changed.address) = ([], [], [], AddressStart())
                (changed.isMetaShown, changed.isMetaHeader) = (false, false)
                if context == 0 { one = changed } else { two = changed }
            }
        }
        one.address = one.address.joined(with: two.address)
        two.address = one.address
        (one.isMetaShown, two.isMetaShown) = (one.isMetaShown || two.isMetaShown, one.isMetaShown || two.isMetaShown)
        return one == two ? one : nil
    }

    private var isBetween: Bool {
        switch state {
        case .betweenAttributes, .tagName, .afterAttributeName: true
        default: false
        }
    }

    /// Whether a letter would go on with the name before.
    private var mayGoOn: Bool {
        switch state {
        case .tagName: true
        case .betweenAttributes(let isName): isName
        default: false
        }
    }
}
