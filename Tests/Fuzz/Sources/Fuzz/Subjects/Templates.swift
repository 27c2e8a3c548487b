import Templating

/// Templates, and a stranger's text for them to show.
enum Templates {
    static func check(_ bytes: UnsafeBufferPointer<UInt8>) {
        let input = TemplateInput(bytes)
        checkPage(input)
        checkDocument(input)
    }
}

/// Renders over declared names; a stranger's text must add nothing that means something to the file.
private func checkPage(_ input: TemplateInput) {
    do {
        let template = try input.library.compile(input.page, for: TemplatePage.self)
        let hostile = template.render(TemplatePage(text: input.text, isDouble: input.isSmall))
        // Text that holds nothing, but is as true as the other.
        let harmless = template.render(TemplatePage(text: input.text.isEmpty ? "" : "x", isDouble: input.isSmall))
        for sign in signs(of: OutputKind(fileName: input.page) ?? .html) {
            precondition(
                hostile.occurrences(of: sign) == harmless.occurrences(of: sign),
                "'\(UnicodeScalar(sign))' is alive in \(String(decoding: hostile, as: UTF8.self).debugDescription)")
        }
        switch OutputKind(fileName: input.page) {
        case .html, .svg:
            let (alive, expected) = (MarkupReader(hostile).outline, MarkupReader(harmless).outline)
            precondition(alive == expected, "\(alive) and not \(expected)")
        default: break
        }
        checkCell(input.text)
    } catch {
        precondition(!error.diagnostics.isEmpty && error.diagnostics == error.diagnostics.sorted())
        precondition(error.diagnostics.allSatisfy { $0.place.line > 0 && $0.place.column > 0 && !$0.message.isEmpty })
    }
}

/// Renders over undeclared names, strictly and with leniency.
private func checkDocument(_ input: TemplateInput) {
    let document = TemplatePage(text: input.text, isDouble: input.isSmall).document
    for isLenient in [false, true] {
        do {
            _ = try input.library.render(input.page, over: document, isLenient: isLenient)
        } catch {
            precondition(!error.description.isEmpty)
        }
    }
}

/// The bytes that may not come from a text.
private func signs(of kind: OutputKind) -> [UInt8] {
    switch kind {
    // A quotation mark means something within tags alone, whose marks the outline counts.
    case .html, .svg: Array("<>".utf8) + [0, 0x1B]
    case .markdown: Array("|\n\r".utf8) + [0, 0x1B]
    case .plain: [0, 0x1B]
    case .csv: [0]
    }
}

/// In Markdown a text of the cluster has to be one span of code.
private func checkCell(_ text: String) {
    let library = TemplateLibrary([TemplateSource(name: "cell.md", text: Array("{{#best}}{{name}}{{/best}}".utf8))])
    guard let template = try? library.compile("cell.md", for: TemplatePage.self) else { preconditionFailure("no cell") }
    let cell = template.render(TemplatePage(text: text, isDouble: false))
    let tick = UInt8(ascii: "`")
    let fence = cell.prefix { $0 == tick }.count
    let inner = cell.dropFirst(fence).dropLast(fence)
    precondition(cell.isEmpty || fence > 0 && cell.suffix(fence).allSatisfy { $0 == tick })
    precondition(inner.first != tick && inner.last != tick)
    precondition(inner.split(whereSeparator: { $0 != tick }).allSatisfy { $0.count != fence })
}

extension [UInt8] {
    /// How often a sign stands in it; a vertical line behind a backslash is none.
    fileprivate func occurrences(of sign: UInt8) -> Int {
        indices.count { index in
            let isEscaped = sign == UInt8(ascii: "|") && index > 0 && self[index - 1] == UInt8(ascii: "\\")
            return self[index] == sign && !isEscaped
        }
    }
}
