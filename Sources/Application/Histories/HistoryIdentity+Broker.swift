import Brokers
import History

extension HistoryIdentity {
    /// The broker at an address; who connects to it, and with which password, makes no difference, nor does the order
    /// in which Sentinels are named.
    init(_ url: BrokerURL, keyPrefix: String, master: String?) {
        let sentinels = url.sentinels.map(\.description).sorted().joined(separator: ",")
        let place = sentinels.isEmpty ? url.endpoint.place : "\(sentinels) \(master ?? "")"
        let virtualHost =
            switch url.virtualHost {
            case .database(let number): String(number)
            case .named(let name): name
            }
        self.init(transport: url.transport.rawValue, place: place, virtualHost: virtualHost, keyPrefix: keyPrefix)
    }
}

extension Endpoint {
    fileprivate var place: String {
        switch self {
        case .tcp(let host, let port): "\(host.lowercased()):\(port)"
        case .unix(let path), .file(let path): path
        }
    }
}
