/// A model that shows some of itself to templates: one declaration gives name, type, meaning and value.
///
/// Make `fields` a `static let`: it is read again for every list that is rendered.
package protocol TemplateRecord: Sendable {
    /// What templates may name; a template knows nothing else of the model.
    static var fields: [Field<Self>] { get }
}
