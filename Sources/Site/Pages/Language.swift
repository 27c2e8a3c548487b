/// A language in which pages, charts, findings and tickets can be written.
package enum Language: String, CaseIterable, Sendable, CustomStringConvertible {
    /// English, in which they are written.
    case english = "en"
    /// Chinese in simplified characters.
    case chinese = "zh-Hans"

    /// As options and pages name it.
    package var description: String { rawValue }

    /// The catalogue's name among the templates; English needs none.
    package var catalogue: String? { self == .english ? nil : "languages/\(rawValue).txt" }

    /// Its style sheet's name among the templates.
    var style: String? { self == .english ? nil : "languages/\(rawValue).css" }
}
