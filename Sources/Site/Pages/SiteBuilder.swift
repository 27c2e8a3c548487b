package import Celery
package import Report
package import Templating

/// Turns a snapshot into the files of a site: the same bytes for the same snapshot, templates and options.
package struct SiteBuilder: Sendable {
    let templates: PageTemplates
    let assets: SiteAssets
    /// What is said in another language than English.
    package let catalogue: Catalogue?
    /// The pages that the templates add.
    private let ownPages: [PageDeclaration]

    /// Compiles the templates; of two with one name the last counts, so that a user's come after the built-in ones.
    ///
    /// In another language than English, they are told in it, and so is what they show. `recorder` notes what is asked of
    /// the language's catalogue.
    ///
    /// - Throws: every mistake in any of them, at once.
    package init(
        templates sources: [TemplateSource], language: Language = .english, recorder: CatalogueRecorder? = nil
    ) throws(SiteError) {
        let mistakes = Self.mistakes(in: sources, for: [language])
        guard mistakes.isEmpty else { throw .templates(mistakes) }
        catalogue = Self.catalogue(of: language, in: sources, recorder: recorder)
        let told = Self.told(sources, in: language, catalogue)
        do {
            let own = PageDeclaration.own(in: sources)
            (templates, ownPages) = (try PageTemplates(Self.library(told, in: language, catalogue), own: own), own)
        } catch {
            throw .templates(error.diagnostics)
        }
        assets = try SiteAssets(told)
    }

    /// One for the built-in templates alone, compiled once.
    package static let builtIn = Result { () throws(SiteError) in try SiteBuilder(templates: BuiltInTemplates.all) }

    /// The same in another language.
    package static let builtInChinese = Result { () throws(SiteError) in
        try SiteBuilder(templates: BuiltInTemplates.all, language: .chinese)
    }

    /// Words of ours in the language of the pages.
    package func words(_ text: String) -> String { catalogue?.told(text) ?? text }

    private static func catalogue(
        of language: Language, in sources: [TemplateSource], recorder: CatalogueRecorder? = nil
    ) -> Catalogue? {
        language.catalogue.map { name in
            Catalogue(sources.filter { $0.name == name }, of: language.rawValue, recorder: recorder)
        }
    }

    /// Templates in a language, with its style sheet behind that of all pages.
    private static func told(
        _ sources: [TemplateSource], in language: Language, _ catalogue: Catalogue?
    ) -> [TemplateSource] {
        guard let catalogue else { return sources }
        let style = sources.last { $0.name == language.style }?.text ?? []
        return sources.map { source in
            guard source.name == SiteAssets.styleName else { return TranslatedTemplate(source, in: catalogue).source }
            return TemplateSource(name: source.name, text: source.text + style)
        }
    }

    /// The words that templates may ask for by name, in a language.
    private static func named(_ language: Language, in sources: [TemplateSource]) -> TemplateLibrary.NamedWords {
        let catalogues = sources.filter { BuiltInTemplates.isCatalogue($0.name) }
        return {
            var named: [String: String] = [:]
            for known in Language.allCases {
                for (name, entry) in catalogue(of: known, in: catalogues)?.byName ?? [:] {
                    let word = known == language ? entry.said : entry.words
                    if known == language || named[TemplateLibrary.wordPrefix + name] == nil {
                        named[TemplateLibrary.wordPrefix + name] = word
                    }
                }
            }
            return named
        }
    }

    /// All files of a site, each to be made when it is wanted.
    package func files(
        for snapshot: Snapshot, zone: Zone, options: SiteOptions = SiteOptions()
    ) throws(SiteError) -> [RenderedFile] {
        let composition = composition(of: snapshot, zone: zone, options: options)
        do throws(PublishError) {
            var files: [RenderedFile] = []
            for job in composition.jobs { files.append(try RenderedFile(path: job.path, writing: job.write)) }
            return files + assets.published
        } catch {
            throw .path(error)
        }
    }

    /// The report for a ticket, in the flavour of the system that it goes to.
    package func ticket(
        _ flavour: TicketFlavour, for snapshot: Snapshot, zone: Zone, options: SiteOptions = SiteOptions()
    ) -> [UInt8] {
        composition(of: snapshot, zone: zone, options: options).ticket.text(flavour, limit: options.markdownLimit)
    }

    private func composition(of snapshot: Snapshot, zone: Zone, options: SiteOptions) -> SiteComposition {
        SiteComposition(
            report: Report(snapshot, zone: zone, room: TaskBytes.room, catalogue: catalogue), templates: templates,
            files: assets.files(
                pages: PageDeclaration.navigation(options, own: ownPages), snapshot: options.snapshotPath),
            options: options, style: assets.style)
    }

    /// Every mistake in any of the templates, also in those that no page uses, and in the catalogues of these languages,
    /// in the order of their places.
    package static func mistakes(
        in sources: [TemplateSource], for languages: [Language] = Language.allCases
    ) -> [Diagnostic] {
        let library = library(sources)
        let own = PageDeclaration.own(in: sources)
        let checked = (PageDeclaration.all + own).flatMap { $0.check(library) }
        let catalogues = languages.flatMap { catalogue(of: $0, in: sources)?.mistakes ?? [] }
        return Set(library.diagnostics + checked + own.compactMap(\.collision) + catalogues).sorted()
    }

    /// The pages that carry no policy.
    package static func unprotected(in sources: [TemplateSource]) -> [String] {
        let library = library(sources)
        let pages = PageDeclaration.all + PageDeclaration.own(in: sources)
        return pages.filter { $0.lacksPolicy(library) }.map(\.template)
    }

    private static func library(
        _ sources: [TemplateSource], in language: Language = .english, _ catalogue: Catalogue? = nil
    ) -> TemplateLibrary {
        var words: TemplateLibrary.Words?
        if let catalogue { words = { (text: String) in catalogue.told(text) } }
        return TemplateLibrary(
            sources.filter { BuiltInTemplates.isRendered($0.name) }, assets: SiteAssets.addresses(of: sources),
            words: words, named: named(language, in: sources))
    }
}
