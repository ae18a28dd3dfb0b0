internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore
internal import Reporting

/// What `show --json` prints; `docs/pictures.md` describes it.
struct ShownItems: Encodable {
  struct Stage: Encodable {
    let name: String
    let width: Int
    let height: Int
    let channels: Int
  }

  struct Trace: Encodable {
    let photo: String
    let isIdentical: Bool
    let differingBytes: Int
    let stages: [Stage]
  }

  struct Entry: Encodable {
    let facts: ItemFacts
    let trace: Trace?

    private enum Key: String, CodingKey {
      case trace
    }

    func encode(to encoder: any Encoder) throws {
      try facts.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encodeIfPresent(trace, forKey: .trace)
    }
  }

  /// Goes up when a reader of an older version would misunderstand.
  let schema = 1
  let dataset: String
  let items: [Entry]

  /// - Parameter traced: of every item; nil if none was traced.
  init(_ dataset: Dataset, _ facts: [ItemFacts], traced: [ItemTracer.Result]?) {
    self.dataset = dataset.root
    items = facts.enumerated().map { number, facts in
      Entry(facts: facts, trace: (traced?[number]).map(Trace.init))
    }
  }
}

extension ShownItems.Trace {
  fileprivate init(_ result: ItemTracer.Result) {
    photo = result.photo
    isIdentical = result.differingByteCount == 0
    differingBytes = result.differingByteCount
    stages = result.stages.tiles.map {
      ShownItems.Stage(
        name: $0.name, width: $0.picture.width, height: $0.picture.height,
        channels: $0.picture.channels.rawValue)
    }
  }
}
