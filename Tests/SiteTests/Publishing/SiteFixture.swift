import Site

/// Rendered files with these paths and contents.
func rendered(_ files: [String: String]) throws -> [RenderedFile] {
    try files.sorted { $0.key < $1.key }.map { try RenderedFile(path: $0.key, bytes: Array($0.value.utf8)) }
}

/// A site of which each file says the number of its generation, and of which some files come and go.
func generation(_ number: Int) throws -> [RenderedFile] {
    var files = ["index.html": "\(number)", "zz.html": "\(number)", "assets/site-\(number).css": "\(number)"]
    for index in 0..<8 { files["workers/\(index).html"] = "\(number)" }
    files["data/\(number % 3)/rows.js"] = "\(number)"
    return try rendered(files)
}
