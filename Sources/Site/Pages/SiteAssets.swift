import Report
import Templating

/// The style sheet, the scripts and the icon, under names that change with their content.
struct SiteAssets: Sendable {
    /// The style sheet's text, for a page that carries it inside.
    let style: [UInt8]
    /// What the page that opens a sealed site needs.
    let (gateStyle, gateScript): (Asset, Asset)
    private let assets: [String: Asset]

    /// The style sheet of all pages.
    static let styleName = "assets/site.css"
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
        for name in [Self.styleName, "assets/site.js", "assets/tasks.js", "assets/icon.svg"]
        where assets[name] == nil {
            throw .missing(name)
        }
        self.assets = assets
        self.style = assets[Self.styleName]?.file.bytes ?? []
    }

    /// What templates link to, below the site's root, by name.
    static func addresses(of sources: [TemplateSource]) -> [String: String] {
        var addresses: [String: String] = [:]
        for source in sources where BuiltInTemplates.isAsset(source.name) && !source.name.hasPrefix("assets/sealed.") {
            let name = String(source.name.dropFirst("assets/".count))
            // What can't be published is told of where it is to be.
            guard let path = try? Asset(name: name, bytes: source.text).file.path else { continue }
            addresses[source.name] = Self.encoded(path)
        }
        return addresses
    }

    /// A path as an address, in which nothing has to be escaped.
    private static func encoded(_ path: String) -> String {
        path.utf8.reduce(into: "") { encoded, byte in
            let isPlain = (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
            if isPlain || "-._~/".utf8.contains(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    /// The files as they are published with the site of a cluster, by path.
    var published: [RenderedFile] { published { !$0.hasPrefix(Self.overviewPrefix) } }

    /// The same with the index of several clusters, which has no tasks to search.
    var publishedWithOverview: [RenderedFile] { published { $0 != "assets/tasks.js" } }

    private static let overviewPrefix = "assets/overview."

    private func published(_ isPublished: (String) -> Bool) -> [RenderedFile] {
        assets.filter { isPublished($0.key) }.map(\.value.file).sorted { $0.path < $1.path }
    }

    /// What pages link to.
    func files(pages: [ListedPage], snapshot: String) -> SiteFiles {
        let path = { (name: String) in assets["assets/\(name)"]?.file.path ?? "" }
        return SiteFiles(
            stylesheet: path("site.css"), pageStylesheet: path("pages.css"), script: path("site.js"),
            taskScript: path("tasks.js"), icon: path("icon.svg"), pages: pages, snapshot: snapshot)
    }
}
