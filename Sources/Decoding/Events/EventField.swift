/// The fields of events that mean something to us; the raw value is the key.
enum EventField: String, CaseIterable {
    case type, hostname, timestamp, clock, pid, uuid
    case localReceived = "local_received"

    case name, args, kwargs, retries, eta, expires, queue, result, runtime, exception, traceback
    case rootID = "root_id"
    case parentID = "parent_id"
    case terminated, expired, requeue
    case periodic

    case freq, active, processed, loadavg
    case softwareName = "sw_ident"
    case softwareVersion = "sw_ver"
    case softwareSystem = "sw_sys"
}
