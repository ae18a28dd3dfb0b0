internal import FileSystem
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
    try WholeFile.write([Array(bytes[..<end])], to: folder + "/model.json")
    try WholeFile.write([Array(bytes[end...].dropFirst())], to: folder + "/model.safetensors")
    _ = try ModelFolder(contentsOf: folder)
  }

  /// A folder of this process, which the system's cleaning of temporary files takes away.
  private static let temporaryFolder: String = {
    var template = Array(
      "\(unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ".")/fuzz-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { fatalError("no temporary folder") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }()
}
