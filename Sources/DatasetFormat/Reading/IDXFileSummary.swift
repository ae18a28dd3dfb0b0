package import Checksums
package import IDX

/// The facts about an IDX file of a dataset, without its elements.
package struct IDXFileSummary: Sendable {
  package let name: IDXFileName
  /// The path of the file below the dataset's folder.
  package let path: String
  package let byteCount: Int
  /// The SHA-256 of the file as it is stored; nil if it is not known.
  package let sha256: SHA256Digest?
  /// The header of the IDX file; nil if it cannot be read.
  package let header: IDXHeader?
  /// The header of the first gzip member; nil if the file is not gzipped, or its gzip header is damaged.
  package let gzipHeader: GzipHeader?
  /// The number of gzip members; 0 if the file is not gzipped, 1 if a gzipped file cannot be decompressed.
  package let gzipMemberCount: Int
  /// The SHA-256 of the uncompressed file, header and elements; nil if the elements cannot be read.
  package let payloadSHA256: SHA256Digest?
  /// The reason why the elements cannot be read; nil if they can.
  package let error: IDXError?
}
