import TestSupport
import Testing

@testable import Brokers

/// What a machine and the control groups around a process leave, as they would tell it.
struct FreeMemoryTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("MemTotal:  9000000 kB\nMemFree:  100 kB\nMemAvailable:    1000000 kB\n", to: "proc/meminfo")
    }

    private var bytes: Int? { FreeMemory(root: folder.path).bytes }

    private func write(group: String, max: String, current: Int, idle: Int? = nil) throws {
        let place = "sys/fs/cgroup\(group)/memory"
        try folder.write("\(max)\n", to: place + ".max")
        try folder.write("\(current)\n", to: place + ".current")
        let stat = idle.map { "anon 5\nfile 70\nactive_inactive_file 3\ninactive_file \($0)\nslab 1\n" }
        if let stat { try folder.write(stat, to: place + ".stat") }
    }

    @Test func isWhatTheKernelThinksItCanGive() {
        #expect(bytes == 1_024_000_000)
        #expect(FreeMemory(root: folder("nowhere")).bytes == nil)
    }

    @Test func countsNoFilesThatTheKernelGivesBack() throws {
        try write(group: "", max: "500000000", current: 450_000_000, idle: 400_000_000)
        #expect(bytes == 450_000_000)
        try write(group: "", max: "500000000", current: 450_000_000)
        try folder.write("anon 5\n", to: "sys/fs/cgroup/memory.stat")
        #expect(bytes == 50_000_000)
        try write(group: "", max: "500000000", current: 600_000_000, idle: 10)
        #expect(bytes == 0)
        try write(group: "", max: "500000000", current: 5, idle: 10)
        #expect(bytes == 500_000_000, "more idle than used is what two readings may say")
    }

    @Test func looksAtEveryGroupAround() throws {
        try folder.write("12:memory:/v1\n0::/system.slice/reports.service\n", to: "proc/self/cgroup")
        try write(group: "/system.slice/reports.service", max: "max", current: 5)
        try write(group: "/system.slice", max: "300000000", current: 100_000_000, idle: 0)
        try write(group: "", max: "900000000", current: 0)
        #expect(bytes == 200_000_000)
        try write(group: "/system.slice/reports.service", max: "90", current: 5)
        #expect(bytes == 85)
    }

    @Test(arguments: ["0::/\n", "0::/../../init\n", "0::/gone\n", "", "1:name=systemd:/\n"])
    func looksAtTheRootOfItsNamespace(groups: String) throws {
        try folder.write(groups, to: "proc/self/cgroup")
        try write(group: "", max: "7000", current: 1_000, idle: 500)
        #expect(bytes == 6_500)
    }

    @Test(.enabled(if: TemporaryDisk.isPossible, "mounting a tmpfs needs root"))
    func knowsFoldersThatAreInMemory() throws {
        let disk = try TemporaryDisk(at: folder("disk"), kilobytes: 64)
        defer { disk.unmount() }
        #expect(FreeMemory.holds(folder("disk")))
        #expect(!FreeMemory.holds("/proc") && !FreeMemory.holds(folder("nowhere")))
    }

    @Test func countsACopyThatStaysInMemory() throws {
        let dump = Array("REDIS0010".utf8) + [0xFA, 8] + Array("used-mem".utf8) + [0xC1, 0xE8, 0x03, 0xFF]
        let file = try DumpFile(path: folder.write(dump, to: "dump.rdb"))
        try file.assertFits(in: 1_000)
        try file.assertFits(in: 1_000 + dump.count, besideItsCopy: true)
        try file.assertFits(in: nil, besideItsCopy: true)
        let flaw = DumpFlaw.noMemory(needed: 1_000, free: 1_000, copy: dump.count)
        #expect(throws: flaw) { try file.assertFits(in: 1_000, besideItsCopy: true) }
        #expect(throws: DumpFlaw.noMemory(needed: 1_000, free: 999, copy: 0)) { try file.assertFits(in: 999) }
        #expect("\(flaw.phrase)".contains("name a folder on a disk by TMPDIR"))
    }
}
