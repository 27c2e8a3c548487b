import Celery

/// The fields that only a worker's events have.
struct WorkerFields {
    private var interval: Double?
    private var active: Int?
    private var processed: Int?
    private var loadAverage: [Double]?
    private var software = Software(name: "", version: "", system: "")

    /// Reads one field; one that isn't a worker's is passed over.
    mutating func take(_ field: EventField, _ value: JSONNode, _ pool: inout StringPool) {
        switch field {
        case .freq: interval = value.measure.flatMap { $0 > 0 ? $0 : nil }
        case .active: active = value.count
        case .processed: processed = value.count
        case .loadavg: loadAverage = Self.loads(value)
        case .softwareName: software.name = pool.string(value) ?? ""
        case .softwareVersion: software.version = pool.string(value) ?? ""
        case .softwareSystem: software.system = pool.string(value) ?? ""
        default: break
        }
    }

    /// The event with these fields.
    func event(_ kind: WorkerEvent.Kind, _ origin: EventOrigin) -> WorkerEvent {
        WorkerEvent(
            kind, origin: origin, interval: interval, active: active, processed: processed, loadAverage: loadAverage,
            software: software == Software(name: "", version: "", system: "") ? nil : software)
    }

    /// Three numbers that can be loads, or nothing.
    private static func loads(_ node: JSONNode) -> [Double]? {
        guard let elements = node.elements else { return nil }
        let loads = elements.compactMap(\.measure)
        return loads.count == 3 ? loads : nil
    }
}
