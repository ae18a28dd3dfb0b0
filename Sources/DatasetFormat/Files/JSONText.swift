#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

internal import FileSystem
internal import Wording

/// JSON as this program writes it: one key per line, keys sorted, so that two documents can be compared line by line.
/// Characters that cannot be seen but act on a terminal are escaped.
package enum JSONText {
  package static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return printableJSON(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Decodes a JSON document.
  ///
  /// - Parameter file: the name of the file in messages.
  /// - Throws: `DatasetError` that names the key that is missing or wrong.
  package static func decode<Value: Decodable>(_ text: String, file: String) throws(DatasetError) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    } catch let error as DecodingError {
      throw DatasetError(.unreadable, "\(file): \(summary(of: error))")
    } catch {
      throw DatasetError(.unreadable, "\(file): this is not JSON as fmbuild writes it")
    }
  }

  /// Reads a JSON document from a file.
  ///
  /// - Throws: `DatasetError` if the file cannot be read, or that names the key that is missing or wrong.
  package static func decode<Value: Decodable>(contentsOf file: String) throws(DatasetError) -> Value {
    let text: String
    do throws(FileSystemError) {
      text = try WholeFile.text(file)
    } catch {
      throw DatasetError(error)
    }
    return try decode(text, file: file)
  }

  private static func summary(of error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): "the key '\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      context.codingPath.isEmpty
        ? "this is not JSON as fmbuild writes it"
        : "the value of '\(context.codingPath.map(\.stringValue).joined(separator: "."))' is not what it should be"
    @unknown default: "this is not JSON as fmbuild writes it"
    }
  }
}
