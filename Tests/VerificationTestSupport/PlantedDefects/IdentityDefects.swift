internal import DatasetFormat
internal import IDX
internal import TestSupport

extension PlantedDefect {
  /// Defects of datasets that were changed after the conversion.
  static let identity = [
    PlantedDefect(
      "image changed after the conversion", "recorded-checksums",
      .conversion { folder in
        let name = Split.train.imagesName()
        let array = try IDXArray(contentsOf: folder("data/" + name + ".gz"))
        var pixels = array.payload
        pixels[400] ^= 1
        let changed = try IDXArray(header: array.header, payload: pixels)
        try folder.write(try await changed.gzipped(name: name), to: "data/" + name + ".gz")
        return ([], [name + ".gz"])
      }),
    PlantedDefect(
      "manifest that was deleted", "manifest-agreement",
      .conversion { folder in
        try folder.remove("data/" + DatasetFile.manifest)
        return ([], [DatasetFile.manifest])
      }),
    PlantedDefect(
      "other label in the manifest", "manifest-agreement",
      .conversion { folder in
        let lines = try folder.text("data/" + DatasetFile.manifest).split(separator: "\n")
        var fields = lines[5].split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
        fields[2] = fields[2] == "0" ? "1" : "0"
        let changed = lines[..<5] + [Substring(fields.joined(separator: ","))] + lines[6...]
        try folder.write(changed.map { $0 + "\n" }.joined(), to: "data/" + DatasetFile.manifest)
        // The first line has the headings.
        return ([ExamplePosition(.train, 4)], [DatasetFile.manifest])
      }),
  ]
}
