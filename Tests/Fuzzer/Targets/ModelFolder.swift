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
    let folder = InputFiles.temporaryFolder
    InputFiles.write(Array(bytes[..<end]), to: folder + "/model.json")
    InputFiles.write(Array(bytes[end...].dropFirst()), to: folder + "/model.safetensors")
    _ = try ModelFolder(contentsOf: folder)
  }
}
