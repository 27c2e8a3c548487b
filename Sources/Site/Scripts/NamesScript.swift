import Celery
import Report

/// The names of all clusters of an index, as a classic script: from a folder nothing else can be loaded.
///
/// `herbariumNames([{"id": …, "root": …, "workers": […], "queues": […], "types": […]}, …])`: a name is a text where its
/// place on its site follows from it, else a pair of the text and the place, which is `null` where there is none.
struct NamesScript {
    /// Its place.
    static let path = "data/names.js"

    /// The script.
    static func bytes(of board: OverviewBoard) -> [UInt8] {
        var json = JSONWriter()
        json.array(zip(board.digests, board.names)) { json, cluster in
            let (digest, name) = cluster
            json.object { json in
                json.member("id", name)
                json.key("root")
                if let address = digest.row.address { json.value(address) } else { json.null() }
                write(digest.names.workers, as: "workers", to: &json) { "workers/\($0).html" }
                write(digest.names.queues, as: "queues", to: &json) { "broker.html#queue-\($0)" }
                write(digest.names.types, as: "types", to: &json) { "tasks.html#q=name:=\($0)" }
            }
        }
        return Array("herbariumNames(".utf8) + ScriptText.escaped(json.bytes) + Array(");\n".utf8)
    }

    private static func write(
        _ names: [ClusterNames.Entry], as key: String, to json: inout JSONWriter, usually place: (String) -> String
    ) {
        json.key(key)
        json.array(names) { json, entry in
            if entry.href?.utf8.elementsEqual(place(entry.name).utf8) == true {
                json.value(entry.name)
            } else if let href = entry.href {
                json.pair(entry.name, href)
            } else {
                json.array([0, 1]) { json, part in if part == 0 { json.value(entry.name) } else { json.null() } }
            }
        }
    }
}
