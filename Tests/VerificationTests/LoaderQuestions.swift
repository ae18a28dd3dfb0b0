import DatasetFormat
import IDX
import Testing
import TestSupport
import Verification

/// Files for tests of loaders; the default files are small, flat, compressed and grey.
struct SyntheticIDXFiles: Sendable {
  var trainCount = 200
  var testCount = 100
  /// The number of training labels; nil for the number of images.
  var trainLabelCount: Int?
  var width = 28
  var height = 28
  /// The number of channels: 1 gives three dimensions, 3 gives four.
  var channelCount = 1
  /// The number of classes; labels are 0..<classCount, repeated.
  var classCount = 10
  /// The folder of the files relative to the dataset's folder.
  var folder = ""
  var isRaw = false
  var isCompressed = true
  var classNames: [String]?
  /// The function from the name of a file in MNIST to the name to write.
  var rename: @Sendable (String) -> String = { $0 }

  static let raw = SyntheticIDXFiles(isRaw: true, isCompressed: false)

  func write(to root: String, in temporary: TemporaryFolder) async throws {
    try temporary.makeFolder(root + "/" + folder)
    for (split, count) in [(Split.train, trainCount), (.test, testCount)] {
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

/// The result of the check for one loader.
struct LoaderAnswer {
  /// The answer: `yes`, `with care` or `no`.
  let loads: String
  let reason: String
  let advice: String
}

/// Returns the whole result of the check.
func loaderResult(_ names: String, _ root: String, in temporary: TemporaryFolder) async throws -> CheckResult
{
  var settings = Verification.Settings(folder: temporary(root))
  settings.loaders = try LoaderTable.loaders(named: names)
  settings.policy = try onlyLoaders
  let verification = try await Verification.run(settings)
  return try #require(verification.results.first { $0.check.id == "loaders" })
}

/// Returns the answers of the check for loaders, in the order of their names.
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

/// Returns the answers of the check for a dataset that is written for this question.
func ask(_ names: String, about idxFiles: SyntheticIDXFiles) async throws -> [LoaderAnswer] {
  try await withTemporaryFolder { temporary in
    try await idxFiles.write(to: "data", in: temporary)
    return try await ask(names, in: temporary)
  }
}

/// A policy without the other checks, which have their own tests.
private var onlyLoaders: Policy {
  get throws {
    let others = CheckCatalogue.descriptions.map(\.id).filter { $0 != "loaders" }
    return try PolicyFile.parsing(
      "checks: {\(others.map { "\($0): off" }.joined(separator: ", "))}", file: "policy.yaml")
  }
}
