internal import DatasetFormat
internal import IDX

/// Arrays in the container of the library safetensors, which runs no code and can be mapped into memory.
package struct SafetensorsExport: ExportFormat {
  package static let description = ExportDescription(
    "safetensors", "arrays that can be mapped into memory", for: "Rust, MLX, JAX",
    files: ["NAME.safetensors"], readers: ["safetensors"],
    notes: [
      "The class names are JSON in the metadata, under `classes`.",
      "A validation split is `x_val` and `y_val`, after the others.",
    ])

  package init(_ options: ExportOptions) throws(ExportError) {}

  package func check(_ dataset: ExportedDataset) throws(ExportError) {}

  package func write(_ dataset: ExportedDataset, to folder: ExportFolder) async throws {
    let names = JSONDocument.array(dataset.classNames.map { .text($0) }).encoded(.spaced)
    var header = [("__metadata__", JSONDocument.object([("classes", .text(names))]))]
    var offset = 0
    var data = PieceStream()
    for part in dataset.partsWithValidationLast {
      let suffix = part.split == .validation ? "val" : part.split.rawValue
      for (name, shape) in [("x_", [part.count] + part.type.dimensions), ("y_", [part.count])] {
        let byteCount = shape.reduce(1, *)
        header.append(
          (
            name + suffix,
            .object([
              ("dtype", .text("U8")), ("shape", .array(shape.map { .number($0) })),
              ("data_offsets", .array([.number(offset), .number(offset + byteCount)])),
            ])
          ))
        offset += byteCount
      }
      data.append(part) { part.bytes(of: $0) }
      data.append(Array(part.labels.prefix(part.count)))
    }
    var text = Array(JSONDocument.object(header).encoded(.compact).utf8)
    text += [UInt8](repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
    var stream = PieceStream(UInt64(text.count).littleEndianBytes + text)
    stream.append(data)
    try await folder.write(stream, to: dataset.name + ".safetensors")
  }

  package func snippet(_ place: ExportPlace) -> [String] {
    [
      "import safetensors.numpy",
      "arrays = safetensors.numpy.load_file(\(place.quoted(place.name + ".safetensors")))",
      "images, labels = arrays[\"x_train\"], arrays[\"y_train\"]",
    ]
  }
}
