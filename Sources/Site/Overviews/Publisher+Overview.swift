import Celery
import Foundation
import Glibc
import SnapshotFile

/// What is wrong with a place for the index of several clusters.
package enum OverviewObstacle: Equatable, Sendable {
    /// A site of a cluster is published there.
    case siteOfACluster
    /// It lies within a site, whose next run would refuse it as a stranger's.
    case within(site: String)
}

extension Publisher {
    /// What keeps an index of several clusters from being published at the output; `nil` where nothing does.
    package func obstacleToOverview() throws(PublishError) -> OverviewObstacle? {
        let place: OutputPlace
        do {
            place = try OutputPlace.resolving(disk, makesParents: false)
        } catch .system(_, _, _, ENOENT) {
            return Self.siteAround(disk.output).map(OverviewObstacle.within)
        }
        let snapshots = ["data/snapshot.json", "data/snapshot.json.gz", SiteSeal.keyPath]
        if snapshots.contains(where: { disk.status(of: place.path + "/" + $0) != nil }) { return .siteOfACluster }
        return Self.siteAround(place.path).map(OverviewObstacle.within)
    }

    /// Whether an index of several clusters is published at the output.
    package var holdsOverview: Bool { disk.status(of: disk.output + "/" + Overview.path) != nil }

    /// The folders within the output that hold these, relative to it: each as far up as it is one site.
    package static func folders(_ folders: [String], within output: String) -> Set<String> {
        guard let root = output.realPath, root != "/" else { return [] }
        return Set(
            folders.compactMap(\.realPath).filter { $0.hasPrefix(root + "/") }.map { path in
                let parts = path.dropFirst(root.count + 1).split(separator: "/")
                let above = (1...parts.count).map { parts.prefix($0).joined(separator: "/") }
                return above.first { access("\(root)/\($0)/\(Manifest.name)", F_OK) == 0 } ?? above[above.count - 1]
            })
    }

    /// The nearest folder above a path that holds a site.
    private static func siteAround(_ path: String) -> String? {
        var folder = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        while let slash = folder.lastIndex(of: "/"), folder != "/" {
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
            if access((folder == "/" ? "" : folder) + "/" + Manifest.name, F_OK) == 0 { return folder }
        }
        return nil
    }
}
