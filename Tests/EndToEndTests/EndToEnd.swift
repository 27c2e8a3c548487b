import Testing

/// The program against real clusters, one after the other, since each of them keeps a machine busy.
@Suite(.serialized, .enabled(if: Herbarium.path != nil, "the executable isn't built beside the tests"))
enum EndToEnd {}
