#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Reads and writes the JSON in the files of models.
enum ModelJSON {
  /// Returns the JSON of a value with sorted keys, so that equal values give equal bytes.
  ///
  /// - Parameter isPretty: whether every key is on a line of its own.
  /// - Throws: `TrainingError` if the value has no JSON.
  static func bytes(of value: some Encodable, isPretty: Bool, path: String) throws(TrainingError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    do {
      return [UInt8](try encoder.encode(value))
    } catch EncodingError.invalidValue(let value, let context) {
      throw TrainingError(
        .invalidFile,
        "\(path): \(place(context.codingPath))\(value) cannot be written as JSON; omit it, or give a finite number"
      )
    } catch {
      throw TrainingError(.invalidFile, "\(path): the value cannot be written as JSON (\(error)); omit it")
    }
  }

  /// Decodes a value from JSON.
  ///
  /// - Parameter remedy: the advice if the bytes are not valid JSON of the type.
  /// - Throws: `TrainingError` that names the place of the error.
  static func decode<Value: Decodable>(
    _ type: Value.Type, _ bytes: [UInt8], path: String, remedy: String
  ) throws(TrainingError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw TrainingError(.invalidFile, "\(path): \(summary(of: error)); \(remedy)")
    }
  }

  private static func summary(of error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, let context): "\(place(context.codingPath))'\(key.stringValue)' is missing"
    case .valueNotFound(_, let context): "\(place(context.codingPath))found null where a value should be"
    case .typeMismatch(let type, let context):
      "\(place(context.codingPath))expected \(name(of: type)), found something else"
    // A fraction in place of an integer also has an empty coding path.
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      "this is not JSON, or has a fraction where a whole number should be"
    case .dataCorrupted(let context): "\(place(context.codingPath))\(context.debugDescription)"
    default: "this cannot be read (\(error))"
    }
  }

  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "text"
    case is Bool.Type: "true or false"
    case is any BinaryInteger.Type: "a whole number"
    case is any BinaryFloatingPoint.Type: "a number"
    case is [Any].Type: "a list"
    default: "an object"
    }
  }

  /// Returns the place of an error in the file, such as `layers[3].size: `.
  private static func place(_ path: [any CodingKey]) -> String {
    var text = ""
    for key in path {
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += (text.isEmpty ? "" : ".") + key.stringValue
      }
    }
    return text.isEmpty ? "" : text + ": "
  }
}
