import CCMarkGFM

/// A parser of GitHub-flavoured Markdown, as hosts of tickets use it: with tables, strikethrough and autolinks.
struct Markdown {
    /// What the parser makes of some Markdown, node by node.
    struct Node: Equatable {
        /// The parser's name of the kind of node.
        let kind: String
        /// The text of a node that has some.
        let text: String
    }

    /// The nodes in the order in which they begin.
    let nodes: [Node]

    /// Registers the extensions once, however many tests run side by side.
    private static let registration: Void = cmark_gfm_core_extensions_ensure_registered()

    /// Parses `source`.
    init(_ source: String) {
        Markdown.registration
        let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink", "tasklist"] {
            cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
        }
        cmark_parser_feed(parser, source, source.utf8.count)
        let document = cmark_parser_finish(parser)
        defer { cmark_node_free(document) }
        nodes = Markdown.list(document)
    }

    private static func list(_ document: OpaquePointer?) -> [Node] {
        let iterator = cmark_iter_new(document)
        defer { cmark_iter_free(iterator) }
        var nodes: [Node] = []
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return nodes }
            guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
            let text = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
            nodes.append(Node(kind: String(cString: cmark_node_get_type_string(node)), text: text))
        }
    }

    /// The contents of the cells of a table's rows, its head left out; nil if there is more than text and code in them.
    var cells: [String]? {
        var cells: [String] = []
        guard let first = nodes.firstIndex(where: { $0.kind == "table_row" }) else { return [] }
        for node in nodes[first...] {
            switch node.kind {
            case "table_row": break
            case "table_cell": cells.append("")
            case "text", "code": cells[cells.count - 1] += node.text
            default: return nil
            }
        }
        return cells
    }
}
