import Brokers
import History

extension HistoryIdentity {
    /// The broker at an address; who connects to it, and with which password, makes no difference.
    init(_ url: BrokerURL, keyPrefix: String) {
        let place =
            switch url.endpoint {
            case .tcp(let host, let port): "\(host.lowercased()):\(port)"
            case .unix(let path): path
            }
        let division =
            switch url.division {
            case .database(let number): String(number)
            case .virtualHost(let name): name
            }
        self.init(transport: url.transport.rawValue, place: place, division: division, keyPrefix: keyPrefix)
    }
}
