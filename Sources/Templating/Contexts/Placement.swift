/// What becomes of a text at the place where its tag stands.
enum Placement: Equatable {
    /// It is escaped by the kind of the file.
    case escaped
    /// It stands between tags, where quotation marks need no escaping.
    case content
    /// It is, or begins, an address: a scheme that runs something is taken out.
    case address
    /// It is, or begins, an address of something that is loaded: it has to lead to a place of the site's own.
    case ownAddress
    /// It can't be made harmless here; the reason follows the tag's name.
    case refused(String)

    /// The place of a tag that shows text.
    init(of context: MarkupContext, in kind: OutputKind) {
        switch context.state {
        case .text: self = Placement(within: context.rawElement ?? context.foreignElement)
        case .comment where kind == .svg: self = .refused("in a comment, which text can end in SVG")
        case .comment: self = .escaped
        case .quoted: self = Placement(inAttributeOf: context)
        case .unquoted, .beforeValue:
            let attribute = String(decoding: context.attribute, as: UTF8.self)
            self = .refused(
                "as a value without quotes, where text could add attributes; put \"…\" around the value of '\(attribute)'"
            )
        case .tagOpen, .endTagOpen, .tagName, .endTag, .betweenAttributes, .attributeName, .afterAttributeName:
            self = .refused("in a tag, outside of the quotes around a value, where text could add attributes")
        case .declaration, .bogus: self = .refused("in a declaration")
        case .unsure:
            self = .refused("behind what browsers read in two ways, such as '<![CDATA[' or '<!--' in a script")
        }
    }

    private init(within element: [UInt8]?) {
        switch element.map({ String(decoding: $0, as: UTF8.self) }) {
        case "script":
            self = .refused("in a script; put it into an attribute such as data-name, and let the script read that")
        case "style": self = .refused("in a style sheet; choose among classes instead")
        case nil: self = .content
        default: self = .escaped
        }
    }

    private init(inAttributeOf context: MarkupContext) {
        let attribute = String(decoding: context.attribute, as: UTF8.self)
        let element = String(decoding: context.element, as: UTF8.self)
        if attribute.hasPrefix("on") {
            self = .refused("in '\(attribute)', which is a script; put it into an attribute such as data-name")
        } else if AttributeNames.refused.contains(attribute) {
            self = .refused("in '\(attribute)', where text can't be made harmless")
        } else if AttributeNames.animations.contains(element), ["to", "from", "by", "values"].contains(attribute) {
            self = .refused("in '\(attribute)' of an animation, which may be that of an address")
        } else if element == "meta", attribute == "content", context.isMetaHeader {
            self = .refused("in a 'meta' that stands for a header of the answer")
        } else if !context.isAddress {
            self = .escaped
        } else {
            self = Placement(inAddressOf: element, attribute, context.address)
        }
    }

    private init(inAddressOf element: String, _ attribute: String, _ address: AddressStart) {
        let isOwn =
            AttributeNames.loaders.contains(element) || ["action", "formaction", "manifest"].contains(attribute)
        switch address.certainty {
        case .dangerous: self = .refused("in an address that may run what follows")
        case .open: self = isOwn ? .ownAddress : .address
        case .settled: self = isOwn && !address.isHostKnown ? .ownAddress : .escaped
        }
    }
}
