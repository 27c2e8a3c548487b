import CCMarkGFM

/// A Markdown document parsed by cmark-gfm, with its tables and strikethrough; owns the tree and frees it.
///
/// Where tables would take room out of all proportion, they stay the text that they are.
/// The parser takes any bytes: what is no UTF-8, and NUL, reads as U+FFFD.
struct MarkdownDocument: ~Copyable {
    private let root: OpaquePointer

    /// `nil` only where cmark cannot finish a document, which it doesn't do for any input.
    init?(_ markdown: [UInt8]) {
        registerExtensions
        guard let parser = cmark_parser_new(CMARK_OPT_VALIDATE_UTF8) else { return nil }
        defer { cmark_parser_free(parser) }
        for name in MarkdownTables.areBounded(in: markdown) ? ["table", "strikethrough"] : ["strikethrough"] {
            guard let found = cmark_find_syntax_extension(name) else { return nil }
            cmark_parser_attach_syntax_extension(parser, found)
        }
        markdown.withUnsafeBytes { bytes in
            if let start = bytes.baseAddress {
                cmark_parser_feed(parser, start.assumingMemoryBound(to: CChar.self), bytes.count)
            }
        }
        guard let finished = cmark_parser_finish(parser) else { return nil }
        root = finished
    }

    deinit {
        cmark_node_free(root)
    }

    /// Calls `visit` for everything in the document, in its order.
    func forEachEvent(_ visit: (MarkdownEvent) -> Void) {
        guard let steps = cmark_iter_new(root) else { return }
        defer { cmark_iter_free(steps) }
        var open: [MarkdownContainer?] = []
        var table = MarkdownTablePlace()
        while true {
            let step = cmark_iter_next(steps)
            guard step != CMARK_EVENT_DONE, let pointer = cmark_iter_get_node(steps) else { return }
            let node = MarkdownNode(pointer: pointer)
            if step == CMARK_EVENT_EXIT {
                if let container = open.popLast() ?? nil { visit(.close(container)) }
            } else if let leaf = node.leaf {
                visit(.leaf(leaf))
                if leaf.isImage { cmark_iter_reset(steps, pointer, CMARK_EVENT_EXIT) }
            } else {
                let container = node.container(in: &table)
                open.append(container)
                if let container { visit(.open(container)) }
            }
        }
    }
}

extension MarkdownLeaf {
    /// Whether cmark may have nodes in it, which are its alternative text, and leaves it even where it has none.
    fileprivate var isImage: Bool {
        switch self {
        case .image, .figure: true
        case .text, .code, .codeBlock, .html, .htmlBlock, .softBreak, .lineBreak, .rule: false
        }
    }
}

/// Done once and by one thread, which cmark-gfm does not see to itself.
private let registerExtensions: Void = cmark_gfm_core_extensions_ensure_registered()
