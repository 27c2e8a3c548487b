/// All the templates that there are.
///
/// A template includes others by their names without the ending, which is that of the template itself.
package struct TemplateLibrary: Sendable {
    private let templates: [String: ParsedTemplate]
    /// What stands for the names of assets, which all templates may use.
    let assets: [String: String]
    /// What is said for words of ours where people read them; `nil` where they stay as they are.
    let words: Words?

    /// What stands for the names of words, such as `words/Incidents`; made when a template first uses one.
    let named: NamedWords
    /// Says something for words of ours.
    package typealias Words = @Sendable (String) -> String
    /// All words that templates may ask for by name.
    package typealias NamedWords = @Sendable () -> [String: String]

    /// What the names of assets begin with.
    static let assetPrefix = "assets/"
    /// What the names of words begin with.
    package static let wordPrefix = "words/"

    /// Reads templates; of two with one name the last counts, so that a user's can be laid over the built-in ones.
    ///
    /// - Parameters:
    ///   - sources: the templates.
    ///   - assets: addresses by name, such as `assets/logo.svg`; in a template that name is a tag.
    ///   - words: what is written for words of ours, where people read them, in another language.
    ///   - named: words by name, such as `words/Incidents`; in a template that name is a tag.
    package init(
        _ sources: [TemplateSource], assets: [String: String] = [:], words: Words? = nil,
        named: @escaping NamedWords = { [:] }
    ) {
        (self.assets, self.words, self.named) = (assets, words, named)
        templates = Dictionary(sources.map { ($0.name, ParsedTemplate($0)) }) { $1 }
    }

    /// Reads a page and all that it includes, as far as `find` knows a template of that name, ending included.
    package init<Failure>(
        page: TemplateSource, find: (String) throws(Failure) -> TemplateSource?
    ) throws(Failure) {
        let ending = Self.ending(of: page.name)
        var templates: [String: ParsedTemplate] = [:]
        var waiting = [page]
        while let source = waiting.popLast() {
            let template = ParsedTemplate(source)
            templates[source.name] = template
            for name in Set(template.inclusions.map { $0 + ending }) where templates[name] == nil {
                if let found = try find(name) { waiting.append(found) }
            }
        }
        self.templates = templates
        (assets, words, named) = ([:], nil, { [:] })
    }

    /// What is wrong in any of the templates, used or not, before it is known what they are rendered with.
    package var diagnostics: [Diagnostic] {
        TemplateErrors(templates.values.flatMap(\.diagnostics)).diagnostics
    }

    /// Compiles a page for the record it is rendered with.
    ///
    /// - Throws: every mistake in the page and in all that it includes.
    package func compile<R: TemplateRecord>(_ name: String, for record: R.Type) throws(TemplateErrors) -> Template<R> {
        Template(program: try program(name, over: .typed(.record(RecordType(record))), isLenient: false))
    }

    /// Checks a page without data; tells every mistake in it and in all that it includes.
    package func check<R: TemplateRecord>(_ name: String, for record: R.Type) -> [Diagnostic] {
        do {
            _ = try compile(name, for: record)
            return []
        } catch {
            return error.diagnostics
        }
    }

    /// Renders a page over a document whose names nobody declared.
    ///
    /// A name is unknown if no record in scope has it. With leniency, unknown names and partials render as nothing,
    /// raw tags show anything, and templates may include themselves to a depth of 100, as the specification has it.
    ///
    /// - Throws: every mistake in the page and in all that it includes.
    package func render(_ name: String, over document: Value, isLenient: Bool) throws(TemplateErrors) -> [UInt8] {
        let program = try program(name, over: .sampled([document]), isLenient: isLenient)
        var renderer = Renderer(root: document, library: self)
        renderer.run(program)
        guard !renderer.isEndless else {
            let message = "the templates it includes include each other without end"
            throw TemplateErrors([Diagnostic(place: Place(file: name), message: message)])
        }
        return renderer.bytes()
    }

    private func program(_ name: String, over shape: Shape, isLenient: Bool) throws(TemplateErrors) -> Program {
        guard let page = template(named: name) else {
            let message = "no such template\(Suggestion(for: name, among: templates.keys))"
            throw TemplateErrors([Diagnostic(place: Place(file: name), message: message)])
        }
        // To Mustache every file is HTML.
        guard let kind = OutputKind(fileName: name) ?? (isLenient ? .html : nil) else {
            let endings = OutputKind.allCases.compactMap(\.endings.first).joined(separator: ", ")
            let message = "its ending does not say how to escape text; use one of \(endings)"
            throw TemplateErrors([Diagnostic(place: Place(file: name), message: message)])
        }
        var compiler = Compiler(name, of: kind, in: self, over: shape, isLenient: isLenient)
        compiler.compile(page, in: Surroundings(chain: [name]))
        guard compiler.diagnostics.isEmpty else { throw TemplateErrors(compiler.diagnostics) }
        return compiler.program
    }

    /// The template with that name, ending included.
    func template(named name: String) -> ParsedTemplate? { templates[name] }

    /// The names of the templates with an ending.
    func names(ending: String) -> [String] { templates.keys.filter { $0.hasSuffix(ending) } }

    /// The ending of a file's name with its dot; empty if it has none.
    static func ending(of name: String) -> String {
        let file = name.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        return file.lastIndex(of: ".").map { String(file[$0...]) } ?? ""
    }
}
