extension Compiler {
    /// Adds bytes to be written, and follows what they mean to a browser.
    mutating func append(literal bytes: some Collection<UInt8>) {
        context?.read(bytes)
        program.append(literal: bytes)
    }

    /// What becomes of a value at this place of the page; a mistake where it could come alive.
    mutating func place(_ shape: Shape, isRaw: Bool, at tag: Tag) -> Placement {
        guard let current = context else { return .escaped }
        context?.show()
        if isRaw {
            let isAllowed =
                current.state == .text && current.rawElement != Array("script".utf8)
                && current.foreignElement != Array("script".utf8)
            if !isAllowed { report("'\(tag.name)' is ready-made, so it can stand in text alone", at: tag) }
            return .escaped
        }
        let placement = Placement(of: current, in: program.kind)
        if case .refused(let reason) = placement, !(shape.isNumber && current.admitsNumbers) {
            report("'\(tag.name)' stands \(reason)", at: tag)
            return .escaped
        }
        return placement
    }

    /// Whether people read what stands at this place, so that it is told in their language.
    var isRead: Bool {
        guard let context else {
            // An address of a link in Markdown has no space in it.
            let word = program.literals.reversed().prefix { $0 != 0x20 && $0 != 0x0A && $0 != UInt8(ascii: ")") }
            return program.kind != .csv && !String(decoding: word, as: UTF8.self).contains("(]")
        }
        switch context.state {
        case .text: return true
        case .quoted: return AttributeNames.read.contains(String(decoding: context.attribute, as: UTF8.self))
        default: return false
        }
    }

    /// Does something that may be left out or repeated: the page has to be in the same place before and after.
    mutating func addOptional(_ tag: Tag, _ body: (inout Compiler) -> Void) {
        let before = context
        body(&self)
        guard let before, let after = context else { return }
        guard let joined = before.joined(with: after) else {
            report("'\(tag.name)' begins \(before.title) and ends \(after.title), though it may be left out", at: tag)
            return context = before
        }
        context = joined
    }
}

extension Shape {
    /// Whether all that it can be are numbers.
    fileprivate var isNumber: Bool {
        switch self {
        case .typed(.number), .typed(.truth): true
        case .typed, .unknown: false
        case .sampled(let values):
            values.allSatisfy {
                switch $0 {
                case .number, .integer, .truth, .null: true
                default: false
                }
            }
        }
    }
}

extension MarkupContext {
    /// Whether digits mean nothing here that letters could.
    fileprivate var admitsNumbers: Bool {
        switch state {
        case .text, .quoted, .endTag: true
        case .tagName: !element.isEmpty
        default: false
        }
    }

    /// Where it is, in the words of an error.
    fileprivate var title: String {
        switch state {
        case .text: rawElement.map { "in a '\(String(decoding: $0, as: UTF8.self))'" } ?? "in text"
        case .quoted, .unquoted, .beforeValue: "in the value of '\(String(decoding: attribute, as: UTF8.self))'"
        case .comment: "in a comment"
        case .declaration, .bogus: "in a declaration"
        case .unsure: "where browsers differ"
        case .tagOpen, .endTagOpen, .tagName, .endTag, .betweenAttributes, .attributeName, .afterAttributeName:
            "in a tag"
        }
    }
}
