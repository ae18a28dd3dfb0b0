internal import Configuration
internal import DatasetBuilding
internal import IDX
internal import ImageCore

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Reads a dataset's folder. What is wrong with its files is kept beside what could be read, for the checks.
package enum DatasetReader {
  /// A gzip file that announces more than this many bytes, and more than `largestExpansion` times its own size, is
  /// not read: no images shrink that far, but a bomb does.
  package static let unsuspiciousByteCount = 64 << 20
  package static let largestExpansion = 64

  /// - Throws: `DatasetReadingError` if there is no dataset.
  package static func read(_ folder: String) async throws -> Dataset {
    let root = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let place = try ArchiveFolder(in: root)
    let archives = try await Parallel.map(place.names.count) { index in
      let (file, name) = place.names[index]
      let path = place.path.isEmpty ? file : place.path + "/" + file
      return try read(name, at: path, in: root)
    }
    var unreadable: [(path: String, reason: String)] = []
    func reading<Content>(_ file: String, _ parse: (String) throws -> Content) -> Content? {
      guard FileManager.default.fileExists(atPath: root + "/" + file) else { return nil }
      do {
        return try parse(try TextFile.contents(root + "/" + file))
      } catch {
        unreadable.append((file, "\(error)"))
        return nil
      }
    }
    let description = reading(DatasetFile.description) { text in
      do {
        return try JSONDecoder().decode(DatasetDescription.self, from: Data(text.utf8))
      } catch let error as DecodingError {
        throw DatasetReadingError(.unreadable, "\(DatasetFile.description): \(summary(of: error))")
      }
    }
    let manifest = reading(DatasetFile.manifest) {
      try ManifestTable(parsing: $0, file: DatasetFile.manifest)
    }
    let classLines = reading(DatasetFile.classes) { lines(of: $0) }
    let known = KnownDataset.all.first { $0.matchesAny(of: archives.map(\.archive)) }
    return Dataset(
      root: root, archiveFolder: place.path, archives: archives.map(\.archive), parts: parts(archives),
      classNames: classLines ?? description.map { $0.classes.map(\.name) } ?? known?.classNames,
      hasClassFile: classLines != nil, manifest: manifest, description: description,
      unreadableFiles: unreadable)
  }

  private struct Content: Sendable {
    let archive: Archive
    let elements: [UInt8]
  }

  private static func read(_ name: ArchiveName, at path: String, in root: String) throws -> Content {
    let fullPath = root + "/" + path
    let byteCount = (try? FileManager.default.attributesOfItem(atPath: fullPath)[.size] as? Int) ?? 0
    let gzipHeader = try? GzipHeader(contentsOf: fullPath)
    let limit =
      gzipHeader == nil
      ? Int.max : max(unsuspiciousByteCount, byteCount.multipliedOrMax(by: largestExpansion))
    var (file, failure): (IDXFile?, IDXError?)
    do throws(IDXError) {
      file = try IDXFile(contentsOf: fullPath, maximumPayloadByteCount: limit)
    } catch {
      guard !error.isOfSystem else { throw DatasetReadingError(.unreadable, "\(error)") }
      failure = error
    }
    let archive = Archive(
      name: name, path: path, byteCount: byteCount, sha256: try SHA256Digest(ofFile: fullPath),
      header: file?.array.header ?? (try? IDXHeader(contentsOf: fullPath)), gzipHeader: gzipHeader,
      gzipMemberCount: file?.gzipMemberCount ?? (gzipHeader == nil ? 0 : 1),
      payloadSHA256: try file.map { try SHA256Hasher.digest([$0.array.header.encoded(), $0.array.payload]) },
      error: failure)
    return Content(archive: archive, elements: file?.array.payload ?? [])
  }

  /// The splits of which there are images of bytes, grey or in colour, and labels of bytes.
  private static func parts(_ contents: [Content]) -> [Split: DatasetPart] {
    var parts: [Split: DatasetPart] = [:]
    for split in Split.allCases {
      func content(_ content: ArchiveName.Content, ranks: ClosedRange<Int>) -> Content? {
        contents.first {
          let header = $0.archive.header
          return $0.archive.name.split == split && $0.archive.name.content == content
            && $0.archive.error == nil && header?.elementType == .uint8
            && ranks.contains(header?.dimensions.count ?? 0)
        }
      }
      guard let images = content(.images, ranks: 3...4), let labels = content(.labels, ranks: 1...1),
        let dimensions = images.archive.header?.dimensions,
        dimensions.count == 3 || [1, 3].contains(dimensions[3])
      else { continue }
      parts[split] = DatasetPart(
        split: split, size: Size(width: dimensions[2], height: dimensions[1]),
        channelCount: dimensions.count == 4 ? dimensions[3] : 1, images: images.elements,
        labels: labels.elements)
    }
    return parts
  }

  /// A name a line; an empty line at the end is none.
  private static func lines(of text: String) -> [String] {
    var lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
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

extension Int {
  fileprivate func multipliedOrMax(by factor: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }
}

extension IDXError {
  /// Whether the system refused, rather than the file being wrong.
  fileprivate var isOfSystem: Bool {
    [.fileNotFound, .permissionDenied, .notARegularFile, .inputOutput, .outOfMemory].contains(code)
  }
}
