import CPosix
import Glibc

extension StagedTree {
    /// Takes the output's place where there is none yet.
    func rename(to output: String) throws(PublishError) {
        try disk.check(.replace, disk.output) { Int(Glibc.rename(path, output)) }
    }

    /// Changes places with the output, in one step; afterwards the site before is at `path`.
    func exchange(with output: String) throws(PublishError) {
        while shim_rename_exchange(path, output) != 0 {
            switch errno {
            case EINTR: continue
            case EBUSY: throw .notExchangeable(disk.output, reason: "it is a mount point")
            case EINVAL, ENOSYS, EOPNOTSUPP:
                throw .notExchangeable(disk.output, reason: "its file system cannot do that")
            case EXDEV:
                throw .notExchangeable(disk.output, reason: "it is spread over several layers of its file system")
            case let code: throw .system(.replace, file: disk.output, output: disk.output, code: code)
            }
        }
    }
}

extension StagedTree {
    /// Throws where an exchange is bound to fail, before the site is written for nothing.
    func requireOneDevice(with output: String) throws(PublishError) {
        guard disk.status(of: path)?.device == disk.status(of: output)?.device else {
            throw .notExchangeable(disk.output, reason: "it is a mount point")
        }
    }
}
