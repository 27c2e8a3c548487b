import CCMarkGFM
import Glibc

/// A node of a document that is still in memory: for the time of a walk, never kept.
struct MarkdownNode {
    /// cmark's node.
    let pointer: OpaquePointer

    /// The first of the nodes in this one.
    var firstChild: MarkdownNode? { cmark_node_first_child(pointer).map(MarkdownNode.init) }

    /// What this node is if it holds no others that count; its children are then part of it.
    var leaf: MarkdownLeaf? {
        switch kind {
        case "text": .text(literal)
        case "code": .code(literal)
        case "code_block": .codeBlock(info: bytes(cmark_node_get_fence_info(pointer)), text: literal)
        case "html_inline": .html(literal)
        case "html_block": .htmlBlock(literal)
        case "softbreak": .softBreak
        case "linebreak": .lineBreak
        case "thematic_break": .rule
        case "image": .image(target, alt: plainText)
        case "paragraph": figure
        default: nil
        }
    }

    /// What this node is if it holds others; `nil` for the document itself.
    func container(in table: inout MarkdownTablePlace) -> MarkdownContainer? {
        switch kind {
        case "paragraph": .paragraph(isTight: isTight)
        case "heading": .heading(level: Int(cmark_node_get_heading_level(pointer)))
        case "block_quote": .blockQuote
        case "list": list
        case "item": .item
        case "emph": .emphasis
        case "strong": .strong
        case "strikethrough": .strikethrough
        case "link": .link(target)
        case "table": table.enterTable(alignments)
        case "table_header": table.enterRow(isHeader: true)
        case "table_row": table.enterRow(isHeader: false)
        case "table_cell": table.enterCell()
        default: nil
        }
    }

    private var kind: String {
        cmark_node_get_type_string(pointer).map { String(cString: $0) } ?? ""
    }

    private var literal: [UInt8] { bytes(cmark_node_get_literal(pointer)) }

    private var target: MarkdownTarget {
        MarkdownTarget(url: bytes(cmark_node_get_url(pointer)), title: bytes(cmark_node_get_title(pointer)))
    }

    private var list: MarkdownContainer {
        let isOrdered = cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST
        return isOrdered ? .orderedList(start: Int(cmark_node_get_list_start(pointer))) : .bulletList
    }

    private var isTight: Bool {
        guard let item = cmark_node_parent(pointer), let list = cmark_node_parent(item) else { return false }
        return cmark_node_get_list_tight(list) != 0
    }

    private var figure: MarkdownLeaf? {
        guard !isTight, let child = firstChild, child.kind == "image", cmark_node_next(child.pointer) == nil else {
            return nil
        }
        return .figure(child.target, alt: child.plainText)
    }

    private var alignments: [MarkdownAlignment] {
        let letters = cmark_gfm_extensions_get_table_alignments(pointer)
        let count = letters == nil ? 0 : Int(cmark_gfm_extensions_get_table_columns(pointer))
        return UnsafeBufferPointer(start: letters, count: count).map { letter in
            switch letter {
            case UInt8(ascii: "l"): .left
            case UInt8(ascii: "c"): .center
            case UInt8(ascii: "r"): .right
            default: .none
            }
        }
    }

    private var plainText: [UInt8] {
        guard let steps = cmark_iter_new(pointer) else { return [] }
        defer { cmark_iter_free(steps) }
        var text: [UInt8] = []
        while true {
            let step = cmark_iter_next(steps)
            guard step != CMARK_EVENT_DONE, let pointer = cmark_iter_get_node(steps) else { return text }
            guard step == CMARK_EVENT_ENTER else { continue }
            let node = MarkdownNode(pointer: pointer)
            switch node.kind {
            case "text", "code", "html_inline": text += node.literal
            case "softbreak", "linebreak": text.append(UInt8(ascii: " "))
            default: break
            }
        }
    }
}

private func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
    guard let text else { return [] }
    return Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
}
