/// The header of a safetensors file: what stands where in the numbers behind it.
struct SafetensorsHeader {
  struct Entry: Decodable {
    let dtype: String
    let shape: [Int]
    let data_offsets: [Int]
  }

  /// A tensor whose place has been found to be right.
  struct Place {
    let name: String
    let dimensions: [Int]
    /// In bytes behind the header.
    let range: Range<Int>
  }

  /// In the order of their places, one behind the other, to the last byte.
  let places: [Place]
  let metadata: [String: String]

  /// - Parameters:
  ///   - bytes: the JSON, with the spaces behind it.
  ///   - dataByteCount: how many bytes follow.
  /// - Throws: `TrainingError` if anything is not as it should be.
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
    // Tensors without numbers stand before the one that begins at the same byte.
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
      throw Safetensors.error(path, "the tensors end at byte \(end) of the data, which has \(dataByteCount)")
    }
    self.places = places
    metadata = text.metadata
  }

  /// - Throws: `TrainingError` if type, dimensions and place do not agree, or the place is beyond the file.
  private static func range(
    of entry: Entry, name: String, dataByteCount: Int, path: String
  ) throws(TrainingError) -> Range<Int> {
    guard entry.dtype == "F32" else {
      throw Safetensors.error(path, "'\(name)' holds numbers of type \(entry.dtype), expected F32")
    }
    guard entry.data_offsets.count == 2 else {
      throw Safetensors.error(
        path, "'\(name)' has \(entry.data_offsets.count) offsets, expected its begin and end")
    }
    let (start, end) = (entry.data_offsets[0], entry.data_offsets[1])
    guard 0 <= start, start <= end, end <= dataByteCount else {
      throw Safetensors.error(
        path, "'\(name)' stands at bytes \(start) to \(end) of the data, which has \(dataByteCount)")
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
        "'\(name)' of \(shape) numbers of 4 bytes cannot stand in the \(end - start) bytes it is said to take"
      )
    }
    return start..<end
  }

  /// The JSON: one key for the metadata, any other for a tensor.
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
