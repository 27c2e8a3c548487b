import Report
import Templating

/// The style sheet, the scripts and the icon, under names that change with their content.
struct SiteAssets: Sendable {
    /// The style sheet's text, for a page that carries it inside.
    let style: [UInt8]
    /// What the page that opens a sealed site needs.
    let (gateStyle, gateScript): (Asset, Asset)
    private let assets: [String: Asset]

    private static let gateStyleName = "assets/sealed.css"
    private static let gateScriptName = "assets/sealed.js"

    /// Takes all files under `assets/`; a user may add some.
    init(_ sources: [TemplateSource]) throws(SiteError) {
        var assets: [String: Asset] = [:]
        for source in sources where BuiltInTemplates.isAsset(source.name) {
            do {
                assets[source.name] = try Asset(
                    name: String(source.name.dropFirst("assets/".count)), bytes: source.text)
            } catch {
                throw .path(error)
            }
        }
        guard let style = assets.removeValue(forKey: Self.gateStyleName) else { throw .missing(Self.gateStyleName) }
        guard let script = assets.removeValue(forKey: Self.gateScriptName) else { throw .missing(Self.gateScriptName) }
        (gateStyle, gateScript) = (style, script)
        for name in ["assets/site.css", "assets/site.js", "assets/tasks.js", "assets/icon.svg"]
        where assets[name] == nil {
            throw .missing(name)
        }
        self.assets = assets
        self.style = assets["assets/site.css"]?.file.bytes ?? []
    }

    /// The files as they are published, by path.
    var published: [RenderedFile] { assets.values.map(\.file).sorted { $0.path < $1.path } }

    /// What pages link to.
    func files(pages: [ListedPage], snapshot: String) -> SiteFiles {
        let path = { (name: String) in assets["assets/\(name)"]?.file.path ?? "" }
        return SiteFiles(
            stylesheet: path("site.css"), pageStylesheet: path("pages.css"), script: path("site.js"),
            taskScript: path("tasks.js"), icon: path("icon.svg"), pages: pages, snapshot: snapshot)
    }
}
