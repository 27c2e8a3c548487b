package import Templating

/// The page that asks for a sealed site's password; it knows nothing of the site.
package struct SealedGate: TemplateRecord {
    let stylesheet: String
    let script: String

    /// Tells where its style and its script lie.
    package init(stylesheet: String, script: String) {
        self.stylesheet = stylesheet
        self.script = script
    }

    /// What templates may name.
    package static let fields: [Field<SealedGate>] = [
        .text("stylesheet", "the path of its style sheet", \.stylesheet),
        .text("script", "the path of the script that opens the site", \.script),
    ]
}
