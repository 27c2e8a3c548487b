import Glibc
import Testing

@testable import Site

struct LinkRefusalTests {
    /// What FUSE, vfat, other users' files and other file systems answer to `link`.
    @Test(arguments: [EPERM, EACCES, ENOSYS, EOPNOTSUPP, EINVAL, EMLINK, EXDEV])
    func copiesWhereThereAreNoLinks(code: Int32) {
        #expect(Disk.linkRefusals.contains(code))
    }

    @Test(arguments: [ENOSPC, EDQUOT, EROFS, EIO, EEXIST, ENOENT])
    func failsWhereACopyWouldAsWell(code: Int32) {
        #expect(!Disk.linkRefusals.contains(code))
    }
}
