internal import Checksums
internal import FileSystem
internal import IDX
internal import Processors

/// An IDX file as it is stored, before its elements are read.
struct Package: Sendable {
  let name: IDXFileName
  /// The path of the file below the dataset's folder.
  let path: String
  let byteCount: Int
  let sha256: SHA256Digest
  /// The header of the IDX file; nil if it cannot be read. Reading the elements then says why.
  let header: IDXHeader?
  /// The header of the first gzip member; nil if the file is not gzipped, or its gzip header is damaged.
  let gzipHeader: GzipHeader?

  /// - Throws: `DatasetError` if the system does not let the file be read.
  init(_ name: IDXFileName, at path: String, in root: String) throws(DatasetError) {
    let fullPath = root + "/" + path
    do throws(FileSystemError) {
      byteCount = try InputFile(path: fullPath).byteCount
      sha256 = try SHA256Digest(ofFile: fullPath)
    } catch {
      throw DatasetError(.unreadable, error.message)
    }
    self.name = name
    self.path = path
    header = try? IDXHeader(contentsOf: fullPath)
    gzipHeader = try? GzipHeader(contentsOf: fullPath)
  }
}

/// The sizes in bytes to which a dataset's gzip files may be unpacked.
///
/// A gzip file of a megabyte can unpack to a gigabyte. Three kinds are unpacked all the same: files that grow no more
/// than images do; files that `dataset.json` records, with this SHA-256 and this number of images, because whatever this
/// program writes it also reads, images that are all but blank included; and others, within a budget for all of them
/// together.
package struct UnpackingLimits {
  /// How many times its own size a file of images may become: photos on a plain background become 10 to 40 times.
  static let usualExpansion = 64

  /// The bytes of all files together that become more than that and are not recorded.
  package static let usualBudget = 256 << 20

  private let description: DatasetDescription?
  private var budget: Int
  /// The bytes that are left for recorded files: half of the machine's memory, as a record can be written by anybody.
  private var recordedBudget = Processors.memoryByteCount / 2

  init(_ description: DatasetDescription?, budget: Int) {
    self.description = description
    self.budget = budget
  }

  /// Returns the largest size of a file's elements. Files take their shares of the budgets in the order of the calls.
  mutating func limit(of package: Package) -> Int {
    guard package.gzipHeader != nil, let announced = package.header?.payloadByteCount else { return .max }
    let (usual, overflows) = package.byteCount.multipliedReportingOverflow(by: Self.usualExpansion)
    if overflows || announced <= usual { return announced }
    if isRecorded(package, payloadByteCount: announced), announced <= recordedBudget {
      recordedBudget -= announced
      return announced
    }
    guard announced <= budget else { return max(usual, budget) }
    budget -= announced
    return announced
  }

  /// Whether `dataset.json` records this very file and as many bytes.
  private func isRecorded(_ package: Package, payloadByteCount: Int) -> Bool {
    guard let description, let record = description.files.first(where: { $0.path == package.path }),
      record.split == package.name.split, record.content == package.name.content,
      record.byteCount == package.byteCount, record.sha256 == "\(package.sha256)",
      let count = description.counts.images[package.name.split]
    else { return false }
    let (byteCount, overflows) = count.multipliedReportingOverflow(
      by: package.name.content == .images ? description.image.byteCount : 1)
    return !overflows && byteCount == payloadByteCount
  }
}
