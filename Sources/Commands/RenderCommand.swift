package import ArgumentParser
import Brokers
import Celery
import Decoding
import SnapshotFile

/// `herbarium render`: a site from a snapshot.
package struct RenderCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Renders and publishes a site from a snapshot file.")

    /// The snapshot.
    package static let operands = "FILE"

    /// The options that it takes.
    package static let options = OptionTable.presentation + OptionTable.publishing + OptionTable.general

    @Argument(help: ArgumentHelp("The snapshot; '-' is the standard input.", valueName: "FILE"))
    package var file: String
    @OptionGroup(title: "Pages") package var presentation: PresentationOptions
    @OptionGroup(title: "Site") package var publishing: PublishingOptions
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Reads the snapshot, renders its pages and publishes them.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        let site = try SiteMaker(publishing, console: console)
        var snapshot = try await snapshot()
        try presentation.apply(to: &snapshot.report)
        do { _ = try ZoneName(parsing: snapshot.report.timeZone) } catch {
            throw CommandError.badSnapshot(path: file, reason: "its time zone \(error); give another with --time-zone")
        }
        try await site.publish(snapshot)
        return .done
    }

    private static let mostBytes = 4_000_000_000
    private static let pieceBytes = 1 << 20

    /// What a packed file holds, or the file itself.
    private func unpacked(_ bytes: [UInt8]) throws(CommandError) -> [UInt8] {
        guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
        do throws(Gunzip.Flaw) {
            var unpacker = try GunzipStream()
            var unpacked: [UInt8] = []
            for start in stride(from: 0, to: bytes.count, by: Self.pieceBytes) {
                try unpacker.inflate(Array(bytes[start..<min(bytes.count, start + Self.pieceBytes)]), into: &unpacked)
                guard unpacked.count <= Self.mostBytes else { throw .tooLarge(limit: Self.mostBytes) }
            }
            try unpacker.finish()
            return unpacked
        } catch {
            throw .badSnapshot(path: file, reason: "\(error)")
        }
    }

    /// Reads the file, which is no longer held afterwards.
    private func snapshot() async throws(CommandError) -> Snapshot {
        let bytes = try unpacked(InputFile(path: file, limit: Self.mostBytes).bytes())
        do throws(DecodingFailure) {
            return try await SnapshotFile.read(bytes)
        } catch {
            throw .badSnapshot(path: file, reason: "\(error)")
        }
    }
}
