/// A template as it is on disk.
package struct TemplateSource: Sendable {
    /// The path below the folder of templates, such as `charts/line.svg`.
    package let name: String
    /// The content, in UTF-8.
    package let text: [UInt8]

    /// Makes a template out of a file's name and content.
    package init(name: String, text: [UInt8]) {
        self.name = name
        self.text = text
    }
}
