internal import Checksums
internal import IDX

/// A reader of images and labels in files that are no dataset's, such as `mnist.npz`.
package protocol SourceReader: Sendable {
  /// Reads a file or folder that is no dataset's.
  ///
  /// - Returns: the dataset that its images make; nil if there are none in a format that is known.
  /// - Throws: an error that names the file, if they cannot be taken as they are.
  func dataset(of path: String) async throws -> Dataset?
}

extension DatasetReader {
  /// What reads a path that is no dataset's folder; nil if only datasets are read.
  @TaskLocal package static var sourceReader: (any SourceReader)?
}

extension Dataset {
  /// Creates a dataset in memory, as it would be read from the folder that these files would be in, uncompressed.
  ///
  /// - Parameters:
  ///   - root: the path of the source that was read.
  ///   - format: the name of the source's format.
  ///   - description: the description without the files, which are added.
  /// - Precondition: the splits have images of one type.
  /// - Throws: `DatasetError` if a split has more images than fit into an IDX file.
  package init(
    ofSource root: String, format: String, _ splits: [SplitData], classNames: [String], manifest: Manifest,
    description: DatasetDescription
  ) throws(DatasetError) {
    var idxFiles: [IDXFileSummary] = []
    var description = description
    for part in splits {
      for content in IDXFileName.Content.allCases {
        let stem = part.split.fileName(content, rank: part.type.rank)
        let header: IDXHeader
        do {
          header = try part.idxHeader(content)
        } catch {
          throw DatasetError(.invalidInput, "\(root): \(error.message)")
        }
        let (head, bytes) = (header.encoded(), part.elements(content))
        let digest = SHA256Hasher.digest([head, bytes])
        let byteCount = head.count + bytes.count
        guard let name = IDXFileName(stem) else { preconditionFailure("\(stem) is MNIST's name") }
        idxFiles.append(
          IDXFileSummary(
            name: name, path: stem, byteCount: byteCount, sha256: digest, header: header, gzipHeader: nil,
            gzipMemberCount: 0, payloadSHA256: digest, error: nil))
        description.files.append(
          DatasetDescription.File(
            path: stem, split: part.split, content: content, byteCount: byteCount, sha256: "\(digest)",
            payloadSHA256: "\(digest)"))
      }
    }
    self.init(
      root: root, idxFolder: "", idxFiles: idxFiles.sorted { $0.path < $1.path },
      data: Dictionary(splits.map { ($0.split, $0) }) { first, _ in first }, classNames: classNames,
      hasClassFile: true, manifest: manifest, description: description, rejectedPhotos: .empty,
      unreadableFiles: [],
      sourceFormat: format)
  }
}
