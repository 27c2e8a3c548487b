import Configuration
import Foundation
import Site

/// A site as the command line of `overview` names it: `FOLDER`, or `FOLDER=URL` where it is published elsewhere.
struct ClusterPlace: Equatable, Sendable {
    /// The folder of a site, or a snapshot's file.
    let path: String
    /// Where it is published; `nil` where nobody told.
    let published: String?

    /// Reads an argument. A file of that whole name is one.
    ///
    /// - Throws: `CommandError.badValue` for what stands behind the sign and is no address.
    init(_ argument: String) throws(CommandError) {
        let mark = ["=https://", "=http://"].compactMap { argument.range(of: $0) }.min { $0.lowerBound < $1.lowerBound }
        guard let mark, access(argument, F_OK) != 0 else {
            (path, published) = (argument, nil)
            return
        }
        path = String(argument[..<mark.lowerBound])
        published = try OptionTable.siteURL.parse(String(argument[argument.index(after: mark.lowerBound)...]))
        guard !path.isEmpty else { throw .badValue(argument, .empty) }
    }

    /// The folder that is named, or that the snapshot lies in where sites have theirs; `nil` for a file that stands
    /// alone.
    var holder: String? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
        if isFolder.boolValue { return path }
        let ending = ["data/snapshot.json", "data/snapshot.json.gz"].first { path == $0 || path.hasSuffix("/" + $0) }
        return ending.map { ending in
            let site = path.dropLast(ending.count)
            return site.isEmpty ? "." : String(site)
        }
    }

    /// The folder of the site; `nil` where there are no pages.
    var folder: String? { holder.flatMap { access($0 + "/index.html", F_OK) == 0 ? $0 : nil } }

    /// What tells it from every other place, however it is written: a site is the same by its folder and by its file.
    var identity: String {
        let place = holder ?? path
        return path == "-" ? place : place.realPath ?? place
    }

    /// What it is called as long as nothing else tells: the last part of the path.
    var name: String {
        let parts = path.split(separator: "/").filter { $0 != "." }
        return parts.last.map(String.init) ?? path
    }
}
