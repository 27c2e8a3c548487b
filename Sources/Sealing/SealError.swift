/// Why something can't be sealed or opened.
package enum SealError: Error, Equatable {
    /// A file of passwords that can't be used: the line, and what it does wrong; nothing of what stands in it.
    case passwords(line: Int?, String)
    /// A file of which something isn't as it was sealed.
    case changed(String)
    /// A file of a format that isn't known.
    case version(String, String)
}

extension SealError: CustomStringConvertible {
    /// What is wrong, without the file it is about where that is the whole of it.
    package var description: String {
        switch self {
        case .passwords(nil, let flaw): "it \(flaw)"
        case .passwords(let line?, let flaw): "line \(line) \(flaw)"
        case .changed(let path): "'\(path)' isn't as it was sealed: it has been changed, or is of another site"
        case .version(let path, let version): "'\(path)' is of the format '\(version)', which this version doesn't know"
        }
    }
}
