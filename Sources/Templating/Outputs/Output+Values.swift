extension Output {
    /// Writes a value as a kind of file wants it; records and lists are nothing that could be written.
    mutating func append(_ value: Value, as kind: OutputKind) {
        switch value {
        case .text(let text): append(text, as: kind)
        case .code(let text): if kind == .markdown { append(markdownCode: text) } else { append(text, as: kind) }
        case .fragment(let fragment): append(fragment.source, as: kind)
        case .number(let number): append(number)
        case .integer(let number): append(decimal: number)
        case .truth(let isTrue): append(isTrue ? "true" : "false")
        case .null, .record, .list, .model: break
        }
    }

    /// Writes a value between the tags of a page or a drawing.
    mutating func append(content value: Value) {
        switch value {
        case .text(let text), .code(let text): append(markup: text, in: .content)
        default: append(value, as: .html)
        }
    }

    /// Writes what a raw tag shows; what may not be shown raw is escaped.
    mutating func append(raw value: Value, in program: Program) {
        switch value {
        case .fragment(let fragment) where fragment.format.fits(program.kind): append(fragment.source)
        case .text(let text) where program.isLenient: append(text)
        default: append(value, as: program.kind)
        }
    }

    /// Writes text, escaped.
    private mutating func append(_ text: String, as kind: OutputKind) {
        switch kind {
        case .html, .svg: append(markup: text)
        case .markdown: append(markdown: text)
        case .csv: append(csv: text)
        case .plain: append(plain: text)
        }
    }
}
