package import Templating

/// Why a site can't be built.
package enum SiteError: Error {
    /// The templates have mistakes: all of them, in the order of their places.
    case templates([Diagnostic])
    /// A file that every site needs is not among the templates.
    case missing(String)
    /// A path that isn't fit for a file of a site.
    case path(PublishError)
}

extension SiteError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .templates(let mistakes): mistakes.map(\.description).joined(separator: "\n")
        case .missing(let name): "no template '\(name)': the built-in ones have it"
        case .path(let error): error.description
        }
    }
}
