internal import DatasetFormat
internal import Dispatch
internal import Importing
internal import Platform
internal import Synchronization

extension FuzzTarget {
  static let npz = FuzzTarget(
    "npz",
    words: [
      "PK\u{01}\u{02}", "PK\u{03}\u{04}", "PK\u{05}\u{06}", "PK\u{06}\u{06}", "PK\u{06}\u{07}",
      "\u{93}NUMPY\u{01}\0",
      "'descr': ", "'fortran_order': ", "'shape': ", "|u1", "<i8", ">i4", "x_train.npy", "y_test.npy",
      "arr_0.npy",
      "(4, 2, 2)", "9223372036854775807",
    ]
  ) { bytes in try importing(bytes, as: "s.npz") }

  static let csv = FuzzTarget(
    "csv",
    words: ["label", "class", "pixel1", ",", ";", "\t", "\"", "255", "256", "7.0", "0.1", "\r\n", "\u{FEFF}"]
  ) { bytes in try importing(bytes, as: "s.csv") }

  static let parquet = FuzzTarget(
    "parquet",
    words: [
      "PAR1", "PARE", "huggingface", "\"_type\"", "\"ClassLabel\"", "\"names\"", "label", "image", "bytes",
      "\u{89}PNG\r\n\u{1A}\n", "\u{FF}\u{FF}\u{FF}\u{FF}\u{0F}", "\u{15}\0", "\u{15}\u{04}", "\u{15}\u{06}",
      "\u{15}\u{10}",
    ]
  ) { bytes in try importing(bytes, as: "s.parquet") }

  /// A table beside the folders of pictures, a zero byte, and the file of two pictures.
  static let pictureFolders = FuzzTarget(
    "pictures", words: photoWords + ["file_name,label,class", "0-a/0.png,0,", "1-b/1.png,1,"]
  ) { bytes in
    let end = bytes.firstIndex(of: 0) ?? bytes.endIndex
    let folder = InputFiles.temporaryFolder + "/pictures"
    for name in ["", "/train", "/train/0-a", "/train/1-b", "/test", "/test/0-a"] {
      _ = unsafe mkdir(folder + name, 0o700)
    }
    InputFiles.write(Array(bytes[..<end]), to: folder + "/train.csv")
    let picture = Array(bytes[end...].dropFirst())
    for name in ["train/0-a/0.png", "train/1-b/1.png", "test/0-a/0.png"] {
      InputFiles.write(picture, to: folder + "/" + name)
    }
    try importing(folder)
  }

  private static func importing(_ bytes: [UInt8], as name: String) throws {
    let path = InputFiles.temporaryFolder + "/" + name
    InputFiles.write(bytes, to: path)
    try importing(path)
  }

  /// Imports into memory. What was imported has to be whole.
  private static func importing(_ path: String) throws {
    guard let dataset = try ImportJob.dataset(of: path) else { return }
    precondition(dataset.imageCount > 0 && dataset.data[.train] != nil, "no image, or none to train on")
    for part in dataset.splits {
      precondition(
        part.labels.count == part.count && part.images.count == part.count * part.type.byteCount,
        "\(part.labels.count) labels for \(part.images.count) bytes of \(part.type)")
      precondition(part.labels.allSatisfy { Int($0) < dataset.classCount }, "a label without a class")
    }
    precondition(dataset.manifest?.count == dataset.imageCount, "images without a place in the source")
  }
}

/// An import for which a thread waits.
private final class ImportJob: Sendable {
  private let outcome = Mutex<Result<Dataset?, any Error>?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  static func dataset(of path: String) throws -> Dataset? {
    let job = ImportJob()
    Task {
      let result: Result<Dataset?, any Error>
      do {
        result = .success(try await Import.dataset(of: path)?.dataset)
      } catch {
        result = .failure(error)
      }
      job.outcome.withLock { $0 = result }
      job.isDone.signal()
    }
    job.isDone.wait()
    return try job.outcome.withLock { $0 }?.get()
  }
}
