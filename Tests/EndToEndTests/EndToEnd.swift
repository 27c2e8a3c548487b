import TestSupport
import Testing

/// The program against real clusters, as many side by side as the machine bears.
///
/// Each serialized suite in it, and each test of any other, waits for its share of the machine: see `Lanes`.
@Suite(.lanes, .sharingClusters, .enabled(if: Herbarium.path != nil, "the executable isn't built beside the tests"))
enum EndToEnd {}
