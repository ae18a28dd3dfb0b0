import DatasetBuilding
import DatasetReading
import IDX
import TestSupport
import Testing
import Verification

/// Archives to write for a question about loaders; the standard ones are small, flat, compressed and grey.
struct SyntheticArchives: Sendable {
  var trainCount = 200
  var t10kCount = 100
  /// Nil for as many as there are images.
  var trainLabelCount: Int?
  var width = 28
  var height = 28
  /// 1 makes three dimensions, 3 four.
  var channelCount = 1
  /// Labels run from 0 to this minus 1, over and over.
  var classCount = 10
  /// Below the dataset's folder.
  var folder = ""
  var isRaw = false
  var isCompressed = true
  var classNames: [String]?
  /// What a file is called that MNIST calls so.
  var rename: @Sendable (String) -> String = { $0 }

  static let raw = SyntheticArchives(isRaw: true, isCompressed: false)

  func write(to root: String, in temporary: TemporaryFolder) async throws {
    try temporary.makeFolder(root + "/" + folder)
    for (split, count) in [(Split.train, trainCount), (.t10k, t10kCount)] {
      let length = width * height * channelCount
      let shape = [count, height, width] + (channelCount == 1 ? [] : [channelCount])
      let images = try IDXArray([UInt8](repeating: 0, count: count * length), dimensions: shape)
      let labelCount = split == .train ? trainLabelCount ?? count : count
      let labels = try IDXArray(
        (0..<labelCount).map { UInt8($0 % classCount) }, dimensions: [labelCount])
      for (name, array) in [(split.imagesName(rank: shape.count), images), (split.labelsName, labels)] {
        let path = temporary([root, folder, rename(name)].filter { !$0.isEmpty }.joined(separator: "/"))
        if isRaw { try array.write(to: path) }
        if isCompressed { try await array.writeGzipped(to: path + ".gz", level: 1) }
      }
    }
    if let classNames {
      try temporary.write(classNames.joined(separator: "\n") + "\n", to: root + "/classes.txt")
    }
  }
}

/// What the check says of one loader.
struct LoaderAnswer {
  /// `yes`, `with care` or `no`.
  let loads: String
  let reason: String
  let advice: String
}

/// The check's whole result.
func loaderResult(_ names: String, _ root: String, in temporary: TemporaryFolder) async throws -> CheckResult
{
  var settings = Verification.Settings(folder: temporary(root))
  settings.loaders = try LoaderTable.loaders(named: names)
  settings.policy = try onlyLoaders
  let verification = try await Verification.run(settings)
  return try #require(verification.results.first { $0.check.id == "loaders" })
}

/// What the check says of each of these loaders, in the order of the names.
func ask(_ names: String, _ root: String = "data", in temporary: TemporaryFolder) async throws
  -> [LoaderAnswer]
{
  let table = try #require(try await loaderResult(names, root, in: temporary).tables.first)
  #expect(table.columns == ["loader", "loads", "why", "what to do"])
  return table.rows.map { row in
    let texts = row.map { cell in if case .text(let text) = cell { text } else { "" } }
    return LoaderAnswer(loads: texts[1], reason: texts[2], advice: texts[3])
  }
}

/// What the check says of a dataset that is written for this one question.
func ask(_ names: String, about archives: SyntheticArchives) async throws -> [LoaderAnswer] {
  try await withTemporaryFolder { temporary in
    try await archives.write(to: "data", in: temporary)
    return try await ask(names, in: temporary)
  }
}

/// The other checks have their own tests.
private var onlyLoaders: Policy {
  get throws {
    let others = CheckCatalogue.descriptions.map(\.id).filter { $0 != "loaders" }
    return try PolicyFile.parsing(
      "checks: {\(others.map { "\($0): off" }.joined(separator: ", "))}", file: "policy.yaml")
  }
}
