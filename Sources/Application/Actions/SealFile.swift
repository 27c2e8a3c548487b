package import Configuration
import Glibc
package import Sealing

/// The file of `--seal`: who may open a site, a line `user:password` each.
package struct SealFile {
    package let path: String

    /// Names a file of passwords.
    package init(path: String) {
        self.path = path
    }

    private static let mostBytes = 1_000_000

    /// Its users.
    ///
    /// - Throws: `CommandError.openToOthers` where strangers may read it or change it, `.badSeal` where a line says
    ///   nothing that could be used; nothing of the file is told.
    package func users() throws(CommandError) -> [SealUser] {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_mode & (S_IROTH | S_IWOTH | S_IWGRP) != 0
        {
            throw .openToOthers(path: path)
        }
        let bytes = try InputFile(path: path, limit: Self.mostBytes).bytes()
        do throws(SealError) {
            return try SealUser.parse(bytes)
        } catch {
            throw .badSeal(path: path, reason: "\(error)")
        }
    }
}
