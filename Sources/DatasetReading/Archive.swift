package import DatasetBuilding
package import IDX

/// A file of a dataset, as it was found, without its elements.
package struct Archive: Sendable {
  package let name: ArchiveName
  /// Below the dataset's folder.
  package let path: String
  package let byteCount: Int
  /// Of the file as it stands; nil if it could not be read.
  package let sha256: SHA256Digest?
  /// Nil if the file is no IDX file.
  package let header: IDXHeader?
  /// Nil if the file is not gzipped, or its gzip header is damaged.
  package let gzipHeader: GzipHeader?
  /// 0 if the file is not gzipped.
  package let gzipMemberCount: Int
  /// Of the uncompressed file, header and elements; nil if it cannot be read as a whole.
  package let payloadSHA256: SHA256Digest?
  /// Why the elements cannot be read.
  package let error: IDXError?
}
