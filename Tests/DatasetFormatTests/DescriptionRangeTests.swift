import Conversion
import DatasetFormat
import Foundation
import Testing
import TestSupport
import VerificationTestSupport

/// Tests of numbers in `dataset.json` that no dataset has, put in the place of each number that the program wrote.
struct DescriptionRangeTests {
  /// The place of a number in a document: the keys and indices that lead to it.
  private typealias Path = [String]

  private static func paths(of value: Any, _ path: Path = []) -> [Path] {
    if let object = value as? [String: Any] {
      return object.sorted { $0.key < $1.key }.flatMap { paths(of: $1, path + [$0]) }
    }
    if let list = value as? [Any] {
      return list.enumerated().flatMap { paths(of: $1, path + ["\($0)"]) }
    }
    // JSONSerialization gives true and false as numbers, too; a number in their place has to be refused as well.
    return value is String ? [] : [path]
  }

  private static func replacing(_ path: ArraySlice<String>, in value: Any, with number: Any) -> Any {
    guard let first = path.first else { return number }
    if var object = value as? [String: Any] {
      object[first] = object[first].map { replacing(path.dropFirst(), in: $0, with: number) }
      return object
    }
    guard var list = value as? [Any], let index = Int(first) else { return value }
    list[index] = replacing(path.dropFirst(), in: list[index], with: number)
    return list
  }

  private static var extremes: [Any] {
    [
      Int.min, -1, Int.max, UInt64.max, Int64(UInt32.max) + 1, 1e300, -1e300, 0.5, "5", NSNull(), [Any](),
      [String: Any](),
    ]
  }

  @Test(arguments: [
    [], ["--per-class"],
  ])
  func everyNumberOutOfRangeIsRefusedWithItsKey(_ options: [String]) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("bags", 6), ("shoes", 6)], to: folder)
      _ = try await convert(folder) { settings in
        if !options.isEmpty { settings.recipe.split.rule = .perClass([.train: 4, .validation: 1, .test: 1]) }
      }
      let document = try JSONSerialization.jsonObject(with: Data(try folder.bytes("data/dataset.json")))
      let paths = Self.paths(of: document)
      #expect(paths.count > 25)
      for path in paths {
        for value in Self.extremes {
          let text = String(
            decoding: try JSONSerialization.data(
              withJSONObject: Self.replacing(path[...], in: document, with: value)),
            as: UTF8.self)
          do throws(DatasetError) {
            let description = try DatasetDescription(parsing: text, file: "dataset.json")
            // What is accepted can be added up, multiplied and shown.
            _ = description.counts.images.total + description.counts.rejected + description.counts.leftOut
            _ = description.classes.map(\.images.total).reduce(0, +) + description.image.byteCount
            // A size of files may be large; the number of bits has a usual value if it is null.
            let isFree = ["seed", "maximumPixels", "byteCount", "bitsPerSample"].contains(
              path[path.count - 1])
            #expect(isFree || value is Double, "\(path.joined(separator: ".")) = \(value)")
          } catch {
            #expect(error.code == .unreadable && error.message.hasPrefix("dataset.json: "))
          }
        }
      }
    }
  }

  @Test func moreClassesThanALabelCanNameAreRefused() async throws {
    try await withTemporaryFolder { folder in
      try await DatasetReaderTests.write(folder)
      for (text, words) in [
        ((0..<257).map { "class \($0)\n" }.joined(), "at most 256"),
        (String(repeating: "x", count: 1001) + "\nb\n", "at most 1000"),
        (String(repeating: "\n", count: 300_000), "at most 256"),
        (String(repeating: "\n", count: 3_000_000), "3000000"),
      ] {
        try folder.write(text, to: DatasetFile.classes)
        let dataset = try await DatasetReader.read(folder.path)
        #expect(dataset.classNames == nil && !dataset.hasClassFile && dataset.classCount == 10)
        let reason = try #require(dataset.unreadableFiles.first { $0.path == DatasetFile.classes }).reason
        #expect(reason.contains(words), "\(reason)")
      }
      try folder.write((0..<256).map { "class \($0)\n" }.joined(), to: DatasetFile.classes)
      #expect(try await DatasetReader.read(folder.path).classCount == 256)
    }
  }
}
