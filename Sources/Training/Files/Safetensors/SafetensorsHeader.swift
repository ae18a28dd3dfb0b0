/// The header of a safetensors file, which gives the position of each tensor in the data after it.
struct SafetensorsHeader {
  struct Entry: Decodable {
    let dtype: String
    let shape: [Int]
    let data_offsets: [Int]
  }

  /// The position of a tensor in the data, after it has been checked.
  struct Place {
    let name: String
    let dimensions: [Int]
    /// The range of bytes, counted from the end of the header.
    let range: Range<Int>
  }

  /// The tensors in the order of their positions, which cover all data without gaps.
  let places: [Place]
  let metadata: [String: String]

  /// - Parameters:
  ///   - bytes: the JSON of the header, with the spaces after it.
  ///   - dataByteCount: the number of bytes after the header.
  ///   - path: the path of the file for error messages.
  /// - Throws: `TrainingError` if the header is damaged, or does not fit the data.
  init(_ bytes: ArraySlice<UInt8>, dataByteCount: Int, path: String) throws(TrainingError) {
    let text = try ModelJSON.decode(
      Content.self, Array(bytes), path: "\(path): the header, from byte 8", remedy: Safetensors.remedy)
    var places: [Place] = []
    for (name, entry) in text.entries {
      places.append(
        Place(
          name: name, dimensions: entry.shape,
          range: try Self.range(of: entry, name: name, dataByteCount: dataByteCount, path: path)))
    }
    // Tensors without numbers come before the tensor that begins at the same byte.
    places.sort {
      ($0.range.lowerBound, $0.range.upperBound, $0.name) < (
        $1.range.lowerBound, $1.range.upperBound, $1.name
      )
    }
    var end = 0
    for place in places {
      guard place.range.lowerBound == end else {
        let what =
          place.range.lowerBound < end
          ? "overlaps the tensor before it, which ends at \(end)" : "leaves bytes unused from \(end) on"
        throw Safetensors.error(
          path, "'\(place.name)' begins at byte \(place.range.lowerBound) of the data and \(what)")
      }
      end = place.range.upperBound
    }
    guard end == dataByteCount else {
      throw Safetensors.error(
        path, "the tensors end at byte \(end) of the data, which has \(dataByteCount) bytes")
    }
    self.places = places
    metadata = text.metadata
  }

  /// Returns the range of a tensor after checking it.
  ///
  /// - Throws: `TrainingError` if type, dimensions and range do not fit each other, or the range is outside the data.
  private static func range(
    of entry: Entry, name: String, dataByteCount: Int, path: String
  ) throws(TrainingError) -> Range<Int> {
    guard entry.dtype == "F32" else {
      throw Safetensors.error(path, "'\(name)' holds numbers of type \(entry.dtype), expected F32")
    }
    guard entry.data_offsets.count == 2 else {
      throw Safetensors.error(
        path, "'\(name)' has \(entry.data_offsets.count) offsets, expected its beginning and its end")
    }
    let (start, end) = (entry.data_offsets[0], entry.data_offsets[1])
    guard 0 <= start, start <= end, end <= dataByteCount else {
      throw Safetensors.error(
        path, "'\(name)' is at bytes \(start) to \(end) of the data, which has \(dataByteCount) bytes")
    }
    var (byteCount, isTooLarge) = (4, false)
    for dimension in entry.shape {
      let (product, overflows) = byteCount.multipliedReportingOverflow(by: dimension)
      (byteCount, isTooLarge) = (product, isTooLarge || overflows || dimension < 0)
    }
    guard !isTooLarge, byteCount == end - start else {
      let shape = entry.shape.map(String.init).joined(separator: "x")
      throw Safetensors.error(
        path,
        "'\(name)' has \(shape) numbers of 4 bytes each, which do not fit its \(end - start) bytes"
      )
    }
    return start..<end
  }

  /// The JSON of the header: one key for the metadata, every other key for a tensor.
  private struct Content: Decodable {
    var entries: [String: Entry] = [:]
    var metadata: [String: String] = [:]

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: AnyKey.self)
      for key in container.allKeys {
        if key.stringValue == Safetensors.metadataKey {
          metadata = try container.decode([String: String].self, forKey: key)
        } else {
          entries[key.stringValue] = try container.decode(Entry.self, forKey: key)
        }
      }
    }
  }
}

/// Any key of a JSON object.
struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
