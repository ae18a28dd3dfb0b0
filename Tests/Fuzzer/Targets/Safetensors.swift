internal import Training

extension FuzzTarget {
  static let safetensors = FuzzTarget(
    "weights", words: ["\"dtype\"", "\"F32\"", "\"shape\"", "\"data_offsets\"", "\"__metadata__\"", "[0,4]"]
  ) { bytes in
    _ = try Safetensors(parsing: bytes, path: "model.safetensors")
  }
}
