@testable import Configuration

/// Configuration files.
enum Configurations {
    static func check(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let yaml = String(validating: bytes, as: UTF8.self) else { return }
        do throws(CommandError) {
            for value in try ConfigurationLayer(yaml, path: "herbarium.yaml").values {
                precondition(OptionTable.entry(named: value.name) != nil)
                precondition(value.place.description.hasPrefix("herbarium.yaml:"))
            }
        } catch {
            precondition(error.description.hasPrefix("herbarium.yaml:"), error.description)
            precondition(error.status == .usage)
        }
    }
}
