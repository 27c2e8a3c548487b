import Celery

/// The fields that only a worker's events have.
struct Heartbeat {
    private var interval: Double?
    private var active: Int?
    private var processed: Int?
    private var loadAverage: [Double]?
    private var software = Software(name: "", version: "", system: "")

    /// Reads one field; one of another name is passed over.
    mutating func take(_ key: JSONKey, _ value: JSONNode) {
        switch key {
        case "freq": interval = value.double
        case "active": active = value.int
        case "processed": processed = value.int
        case "loadavg": loadAverage = Self.loads(value)
        case "sw_ident": software.name = value.string ?? ""
        case "sw_ver": software.version = value.string ?? ""
        case "sw_sys": software.system = value.string ?? ""
        default: break
        }
    }

    /// The event with these fields.
    func event(_ kind: WorkerEvent.Kind, _ origin: EventOrigin) -> WorkerEvent {
        WorkerEvent(
            kind, origin: origin, interval: interval, active: active, processed: processed, loadAverage: loadAverage,
            software: software == Software(name: "", version: "", system: "") ? nil : software)
    }

    /// Three finite numbers, or nothing.
    private static func loads(_ node: JSONNode) -> [Double]? {
        guard let elements = node.elements else { return nil }
        let loads = elements.compactMap(\.double).filter(\.isFinite)
        return loads.count == 3 ? loads : nil
    }
}
