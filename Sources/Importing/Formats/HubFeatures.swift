internal import DatasetFormat

/// What Hugging Face's `datasets` writes into a Parquet file about its columns.
struct HubFeatures {
  private struct Document: Decodable {
    let info: Info?
  }

  private struct Info: Decodable {
    let features: [String: Feature]?
  }

  /// A feature; of features within others, only that they are none of labels.
  private struct Feature: Decodable {
    let type: String?
    let names: [String]?

    private enum Key: String, CodingKey {
      case type = "_type"
      case names
    }

    init(from decoder: any Decoder) throws {
      // A list of features has no keys, and a group of features may have one called `_type` that is no text.
      guard let container = try? decoder.container(keyedBy: Key.self),
        let type = try? container.decode(String.self, forKey: .type)
      else {
        (type, names) = (nil, nil)
        return
      }
      self.type = type
      names = type == "ClassLabel" ? try container.decodeIfPresent([String].self, forKey: .names) : nil
    }
  }

  private let features: [String: Feature]

  /// - Parameter text: the document in the file; nil if there is none.
  /// - Throws: `ImportError` if it is damaged.
  init(_ text: String?, file: String) throws(ImportError) {
    guard let text else {
      features = [:]
      return
    }
    do {
      let document: Document = try JSONText.decode(text, file: file)
      features = document.info?.features ?? [:]
    } catch {
      throw ImportError(
        file,
        "what 'datasets' says about the columns is damaged; fetch the file again, or write it again with pyarrow"
      )
    }
  }

  func isClassLabel(_ path: [String]) -> Bool { path.count == 1 && features[path[0]]?.type == "ClassLabel" }

  /// Returns the names of the classes of a column by label; nil if there are none.
  func classNames(of path: [String]) -> [String]? {
    guard path.count == 1, let names = features[path[0]]?.names, !names.isEmpty else { return nil }
    return names
  }
}
