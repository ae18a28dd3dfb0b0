internal import Platform
internal import Training

extension FuzzTarget {
  /// A model's folder: `model.json`, a zero byte, and the weights.
  static let modelFolder = FuzzTarget(
    "model",
    words: [
      "\"layers\"", "\"input\"", "\"rows\"", "\"columns\"", "\"channels\"", "\"dense\"", "\"convolution\"",
      "\"pooling\"", "\"residual\"", "9223372036854775807", "-1", "0",
    ]
  ) { bytes in
    let end = bytes.firstIndex(of: 0) ?? bytes.endIndex
    let folder = temporaryFolder
    write(Array(bytes[..<end]), to: folder + "/model.json")
    write(Array(bytes[end...].dropFirst()), to: folder + "/model.safetensors")
    _ = try ModelFolder(contentsOf: folder)
  }

  /// Writes a file without waiting for the disk, which would take longer than reading the file.
  private static func write(_ bytes: [UInt8], to path: String) {
    guard let file = unsafe fopen(path, "w") else { fatalError("\(path) could not be written") }
    let count = unsafe fwrite(bytes, 1, bytes.count, file)
    guard unsafe fclose(file) == 0, count == bytes.count else { fatalError("\(path) could not be written") }
  }

  /// A folder of this process, which the system's cleaning of temporary files takes away.
  private static let temporaryFolder: String = {
    var template = Array(
      "\(unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ".")/fuzz-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { fatalError("no temporary folder") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }()
}
