import Glibc

/// What the file system knows of a file.
struct FileStatus {
    /// What kinds of files the publisher tells apart.
    enum Kind {
        case file, folder, link, other
    }

    let kind: Kind
    /// In bytes.
    let size: Int
    /// Permissions, with the set-group bit and its like.
    let mode: mode_t
    let owner: uid_t
    let group: gid_t
    /// The file system that it is on, and its number there: together who it is.
    let device: dev_t
    let number: ino_t
    let modified: timespec

    /// Takes over what a system call told.
    init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        default: kind = .other
        }
        size = Int(status.st_size)
        mode = status.st_mode & 0o7777
        owner = status.st_uid
        group = status.st_gid
        device = status.st_dev
        number = status.st_ino
        modified = status.st_mtim
    }

    /// Whether both are one and the same file.
    func isSame(as other: FileStatus) -> Bool {
        device == other.device && number == other.number
    }
}
