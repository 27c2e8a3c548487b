import Glibc
package import Sealing

/// Why a site, or a file, could not be published.
package enum PublishError: Error, Equatable, CustomStringConvertible {
    /// A path that would leave the site's folder, or overwrite what the publisher keeps there.
    case unsafePath(String)
    /// Two files of one site want the same place, or one the place of the other's folder.
    case conflict(String, String)
    /// Something else is where the folder should be.
    case notAFolder(String)
    /// The folder holds what nobody of ours put there; the first few, and whether there are more.
    case foreignFiles(folder: String, names: [String], areMore: Bool)
    /// The list of what is ours can't be read.
    case damagedManifest(file: String, problem: String)
    /// The output is the root of the file system.
    case rootFolder(String)
    /// Another run is at it.
    case busy(String)
    /// The run was asked to end before it was done.
    case interrupted
    /// The folder can't be replaced in one step; says why.
    case notExchangeable(String, reason: String)
    /// A folder that was to be opened holds no sealed site.
    case notSealed(String)
    /// None of the passwords opens a sealed site.
    case sealNotOpened(String)
    /// Something of a sealed site isn't as it was sealed.
    case seal(SealError)
    /// A sealed site would stand beside dated sites that anybody can read.
    case openArchive(String, count: Int)
    /// A system call failed: what was to be done with what, for the sake of which output.
    case system(Action, file: String, output: String, code: Int32)

    /// What the publisher was doing.
    package enum Action: String, Sendable {
        case read, write, create, link, remove, replace
    }

    /// One line, to follow "herbarium: ".
    package var description: String {
        switch self {
        case .unsafePath(let path): "cannot publish a file as '\(path)': the path leaves the site or is reserved"
        case .conflict(let one, let other): "cannot publish both '\(one)' and '\(other)': they want the same place"
        case .notAFolder(let path): "cannot publish to '\(path)': it is not a folder"
        case .foreignFiles(let folder, let names, let areMore):
            "cannot publish to '\(folder)': it holds files that are not herbarium's ("
                + names.map { "'\($0)'" }.joined(separator: ", ")
                + (areMore ? " and more); choose another folder, or empty it" : "); choose another folder, or empty it")
        case .damagedManifest(let file, let problem):
            "cannot read '\(file)': \(problem); empty the folder, and the next run fills it"
        case .rootFolder(let path):
            "cannot publish to '\(path)': it is the root of the file system; choose a folder of its own"
        case .busy(let path): "cannot publish to '\(path)': another herbarium run is publishing to it"
        case .interrupted: "interrupted while publishing; the site is as it was"
        case .notExchangeable(let path, let reason):
            "cannot replace '\(path)' in one step: \(reason); with --in-place it is published file by file"
        case .notSealed(let folder): "cannot open '\(folder)': it holds no sealed site"
        case .sealNotOpened(let folder): "cannot open '\(folder)': none of the passwords opens it"
        case .seal(let error): "cannot open the sealed site: \(error)"
        case .openArchive(let folder, let count):
            "cannot seal '\(folder)': its archive holds \(count == 1 ? "a dated site that isn't" : "\(count) dated sites that aren't") sealed; "
                + "take the archive elsewhere, give --archive 1 to let it go, or choose another folder"
        case .system(let action, let file, let output, let code):
            "cannot \(action.rawValue) '\(file)'"
                + (file == output ? ": " : " for '\(output)': ") + systemReason(code)
        }
    }
}

/// The system's word for an error, as the end of a sentence.
func systemReason(_ code: Int32) -> String {
    let text = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    let second = text.dropFirst().first
    // "RPC struct is bad" keeps its capitals.
    guard let second, second.isLowercase else { return text }
    return text.prefix(1).lowercased() + text.dropFirst()
}
