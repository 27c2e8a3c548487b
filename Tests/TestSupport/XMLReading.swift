package import Foundation
package import FoundationXML

/// What a parser of XML finds in a document: its elements in order, with their attributes and their texts.
package final class XMLReading: NSObject, XMLParserDelegate {
    /// An element.
    package struct Element {
        /// Its name.
        package let name: String
        /// The names of the elements around it, the outermost first.
        package let path: [String]
        /// Its attributes.
        package let attributes: [String: String]
        /// Its text, without that of the elements in it.
        package var text = ""
    }

    /// The elements, as they begin.
    package private(set) var elements: [Element] = []
    private var open: [Int] = []

    /// Reads a document; `nil` where it isn't well-formed.
    package init?(_ bytes: [UInt8]) {
        super.init()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = self
        guard parser.parse() else { return nil }
    }

    package func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.append(Element(name: name, path: open.map { elements[$0].name }, attributes: attributes))
        open.append(elements.count - 1)
    }

    package func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) { open.removeLast() }

    package func parser(_ parser: XMLParser, foundCharacters text: String) {
        if let place = open.last { elements[place].text += text }
    }
}
