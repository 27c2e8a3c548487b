import CTemplates
package import Templating

/// The templates that are inside the program.
package enum BuiltInTemplates {
    /// All of them, by name; assets are among them, under `assets/`.
    package static let all: [TemplateSource] = (0..<herbarium_template_count()).map { index in
        let template = herbarium_template_at(index)
        let bytes = UnsafeBufferPointer(start: template.bytes, count: template.size)
        return TemplateSource(name: String(cString: template.name), text: Array(bytes))
    }

    /// What is not rendered but published as it is.
    package static func isAsset(_ name: String) -> Bool { name.hasPrefix("assets/") }

    /// What says what pages are told by in another language.
    package static func isCatalogue(_ name: String) -> Bool { name.hasPrefix("languages/") }

    /// What is rendered, or part of what is.
    package static func isRendered(_ name: String) -> Bool { !isAsset(name) && !isCatalogue(name) }
}
