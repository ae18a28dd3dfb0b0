internal import Checksums
internal import FileSystem
internal import IDX
internal import ImageCore
internal import Processors

/// The reader of a dataset's folder. Errors in single files are recorded in the result, for the checks.
package enum DatasetReader {
  /// The size in bytes up to which every gzip file is read. A gzip file that announces more than this, and more than
  /// `largestExpansion` times its own size, is not read: images do not compress that well, but decompression bombs do.
  package static let unsuspiciousByteCount = 64 << 20
  package static let largestExpansion = 64

  /// - Throws: `DatasetError` if there is no dataset or an IDX file cannot be read; `CancellationError`.
  package static func read(_ folder: String) async throws -> Dataset {
    let root = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let place = try IDXFolder(in: root)
    let contents = try await Parallel.map(place.names.count) { index in
      let (file, name) = place.names[index]
      let path = place.path.isEmpty ? file : place.path + "/" + file
      return try read(name, at: path, in: root)
    }
    var unreadable: [(path: String, reason: String)] = []
    func reading<Content>(
      _ file: String, maximumByteCount: Int = WholeFile.largestDocument, _ parse: (String) throws -> Content
    ) -> Content? {
      guard FileIdentity(root + "/" + file) != nil else { return nil }
      do {
        return try parse(try WholeFile.text(root + "/" + file, maximumByteCount: maximumByteCount))
      } catch {
        unreadable.append((file, "\(error)"))
        return nil
      }
    }
    let description = reading(DatasetFile.description) {
      try DatasetDescription(parsing: $0, file: DatasetFile.description)
    }
    let manifest = reading(DatasetFile.manifest, maximumByteCount: WholeFile.largestTable) {
      try Manifest(parsing: $0, file: DatasetFile.manifest)
    }
    let rejectedPhotos = reading(DatasetFile.rejectedPhotos, maximumByteCount: WholeFile.largestTable) {
      try RejectedPhotoTable(parsing: $0, file: DatasetFile.rejectedPhotos)
    }
    let classLines = reading(DatasetFile.classes) { lines(of: $0) }
    let idxFiles = contents.map(\.idxFile)
    let known = KnownDataset.all.first { $0.matchesAny(of: idxFiles) }
    return Dataset(
      root: root, idxFolder: place.path, idxFiles: idxFiles, data: data(contents),
      classNames: classLines ?? description.map { $0.classes.map(\.name) } ?? known?.classNames,
      hasClassFile: classLines != nil, manifest: manifest, description: description,
      rejectedPhotos: rejectedPhotos, unreadableFiles: unreadable)
  }

  private struct Content: Sendable {
    let idxFile: IDXFileSummary
    let elements: [UInt8]
  }

  private static func read(_ name: IDXFileName, at path: String, in root: String) throws(DatasetError)
    -> Content
  {
    let fullPath = root + "/" + path
    let (byteCount, sha256): (Int, SHA256Digest)
    do throws(FileSystemError) {
      byteCount = try InputFile(path: fullPath).byteCount
      sha256 = try SHA256Digest(ofFile: fullPath)
    } catch {
      throw DatasetError(.unreadable, error.message)
    }
    let gzipHeader = try? GzipHeader(contentsOf: fullPath)
    let limit =
      gzipHeader == nil
      ? Int.max : max(unsuspiciousByteCount, byteCount.multipliedOrMax(by: largestExpansion))
    var (file, failure): (IDXFile?, IDXError?)
    do throws(IDXError) {
      file = try IDXFile(contentsOf: fullPath, maximumPayloadByteCount: limit)
    } catch {
      guard !error.isOfSystem else { throw DatasetError(.unreadable, "\(error)") }
      failure = error
    }
    let summary = IDXFileSummary(
      name: name, path: path, byteCount: byteCount, sha256: sha256,
      header: file?.array.header ?? (try? IDXHeader(contentsOf: fullPath)), gzipHeader: gzipHeader,
      gzipMemberCount: file?.gzipMemberCount ?? (gzipHeader == nil ? 0 : 1),
      payloadSHA256: file.map { SHA256Hasher.digest([$0.array.header.encoded(), $0.array.payload]) },
      error: failure)
    return Content(idxFile: summary, elements: file?.array.payload ?? [])
  }

  /// Returns the splits that have images as bytes, grey or in colour, and labels as bytes.
  private static func data(_ contents: [Content]) -> [Split: SplitData] {
    var data: [Split: SplitData] = [:]
    for split in Split.allCases {
      func content(_ content: IDXFileName.Content, isWanted: ([Int]) -> Bool) -> Content? {
        contents.first {
          guard let header = $0.idxFile.header, header.elementType == .uint8, $0.idxFile.error == nil else {
            return false
          }
          return $0.idxFile.name.split == split && $0.idxFile.name.content == content
            && isWanted(header.dimensions)
        }
      }
      guard let images = content(.images, isWanted: { (3...4).contains($0.count) }),
        let labels = content(.labels, isWanted: { $0.count == 1 }),
        let type = ExampleType(idxDimensions: images.idxFile.header?.dimensions ?? [])
      else { continue }
      data[split] = SplitData(split: split, type: type, images: images.elements, labels: labels.elements)
    }
    return data
  }

  /// Returns the lines of a text, one name each, without an empty last line.
  private static func lines(of text: String) -> [String] {
    var lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

extension Int {
  fileprivate func multipliedOrMax(by factor: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }
}

extension IDXError {
  /// Whether the error comes from the system, not from the file's content.
  fileprivate var isOfSystem: Bool {
    [.fileNotFound, .permissionDenied, .notARegularFile, .inputOutput, .outOfMemory].contains(code)
  }
}
