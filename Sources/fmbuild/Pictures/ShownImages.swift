internal import DatasetFormat
internal import ImageCore
internal import Reporting
internal import Workflows

/// The JSON document of `show --json`, which `docs/pictures.md` describes.
struct ShownImages: Encodable {
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
    let facts: ImageFacts
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

  /// The version of the format, increased by changes that a reader of an older version would misunderstand.
  let schema = 2
  let dataset: String
  let images: [Entry]

  /// - Parameter traced: the trace of every image; nil if none was traced.
  init(_ dataset: Dataset, _ facts: [ImageFacts], traced: [ExampleTracer.Result]?) {
    self.dataset = dataset.root
    images = facts.enumerated().map { number, facts in
      Entry(facts: facts, trace: (traced?[number]).map(Trace.init))
    }
  }
}

extension ShownImages.Trace {
  fileprivate init(_ result: ExampleTracer.Result) {
    photo = result.photo
    isIdentical = result.differingByteCount == 0
    differingBytes = result.differingByteCount
    stages = result.stages.tiles.map {
      ShownImages.Stage(
        name: $0.name, width: $0.picture.width, height: $0.picture.height,
        channels: $0.picture.channels.rawValue)
    }
  }
}
