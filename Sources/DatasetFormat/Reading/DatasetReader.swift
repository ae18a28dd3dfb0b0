internal import Checksums
internal import FileSystem
internal import IDX
internal import ImageCore
internal import Processors

/// The reader of a dataset's folder. Errors in single files are recorded in the result, for the checks.
package enum DatasetReader {
  /// Reads the dataset of a folder, or what a `sourceReader` reads where there is none.
  ///
  /// - Parameter unpackingBudget: the bytes to which files that are neither as large as images usually are nor recorded
  ///   may be unpacked.
  /// - Throws: `DatasetError` if there is no dataset or an IDX file cannot be read; `CancellationError`; what the
  ///   `sourceReader` throws.
  package static func read(
    _ folder: String, unpackingBudget: Int = UnpackingLimits.usualBudget
  ) async throws -> Dataset {
    let root = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let place: IDXFolder
    do throws(DatasetError) {
      place = try IDXFolder(in: root)
    } catch {
      guard error.code == .notADataset, let dataset = try await sourceReader?.dataset(of: root) else {
        throw error
      }
      return dataset
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
    let packages = try await Parallel.map(place.names.count) { index in
      let (file, name) = place.names[index]
      return try Package(name, at: place.path.isEmpty ? file : place.path + "/" + file, in: root)
    }
    var limits = UnpackingLimits(description, budget: unpackingBudget)
    let limitOfEach = packages.map { limits.limit(of: $0) }
    let contents = try await Parallel.map(packages.count) { index in
      try read(packages[index], in: root, limit: limitOfEach[index])
    }
    let manifest = reading(DatasetFile.manifest, maximumByteCount: WholeFile.largestTable) {
      try Manifest(parsing: $0, file: DatasetFile.manifest)
    }
    let rejectedPhotos = reading(DatasetFile.rejectedPhotos, maximumByteCount: WholeFile.largestTable) {
      try RejectedPhotoTable(parsing: $0, file: DatasetFile.rejectedPhotos)
    }
    let classNames = reading(DatasetFile.classes, maximumByteCount: ClassNames.largestFileByteCount) {
      try ClassNames.names(parsing: $0, file: DatasetFile.classes)
    }
    let idxFiles = contents.map(\.idxFile)
    let known = KnownDataset.all.first { $0.matchesAny(of: idxFiles) }
    return Dataset(
      root: root, idxFolder: place.path, idxFiles: idxFiles, data: data(contents),
      classNames: classNames ?? description.map { $0.classes.map(\.name) } ?? known?.classNames,
      hasClassFile: classNames != nil, manifest: manifest, description: description,
      rejectedPhotos: rejectedPhotos, unreadableFiles: unreadable)
  }

  private struct Content: Sendable {
    let idxFile: IDXFileSummary
    let elements: [UInt8]
  }

  private static func read(_ package: Package, in root: String, limit: Int) throws(DatasetError) -> Content {
    let path = root + "/" + package.path
    var (file, failure): (IDXFile?, IDXError?)
    do throws(IDXError) {
      file = try IDXFile(contentsOf: path, maximumPayloadByteCount: limit)
    } catch {
      guard !error.isOfSystem else { throw DatasetError(.unreadable, "\(error)") }
      failure = error
    }
    let summary = IDXFileSummary(
      name: package.name, path: package.path, byteCount: package.byteCount, sha256: package.sha256,
      header: file?.array.header ?? package.header, gzipHeader: package.gzipHeader,
      gzipMemberCount: file?.gzipMemberCount ?? (package.gzipHeader == nil ? 0 : 1),
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
}

extension IDXError {
  /// Whether the error comes from the system, not from the file's content.
  fileprivate var isOfSystem: Bool {
    [.fileNotFound, .permissionDenied, .notARegularFile, .inputOutput, .outOfMemory].contains(code)
  }
}
