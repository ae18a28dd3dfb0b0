internal import DatasetFormat
internal import IDX
internal import Testing
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
      "group in two splits", "group-leaks",
      .conversion { folder in
        var lines = try folder.text("data/" + DatasetFile.manifest).split(separator: "\n").map { String($0) }
        let chosen = try [Split.train, .test].map { split in
          try #require(lines.firstIndex { $0.hasPrefix("\(split.rawValue),0,") })
        }
        for line in chosen {
          var fields = lines[line].split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
          fields[6] = "shoe 7"
          lines[line] = fields.joined(separator: ",")
        }
        try folder.write(lines.map { $0 + "\n" }.joined(), to: "data/" + DatasetFile.manifest)
        return ([ExamplePosition(.train, 0), ExamplePosition(.test, 0)], [])
      }),
    PlantedDefect(
      "photos that were rejected", "rejected-photos",
      .conversion { folder in
        let photos = (0..<3).map {
          RejectedPhoto(source: "bags/\($0).png", label: "bags", .truncated, "it is cut off; copy it again")
        }
        try folder.write(RejectedPhotoTable.text(photos), to: "data/" + DatasetFile.rejectedPhotos)
        return ([], photos.map(\.source))
      }),
    PlantedDefect(
      "product in many pieces", "product-cut",
      .conversion { folder in
        let name = "data/" + DatasetFile.manifest
        var lines = try folder.text(name).split(separator: "\n").map { String($0) }
        #expect(lines[3].hasSuffix(",,,"))
        for line in lines.indices.dropFirst() {
          lines[line] = lines[line].dropLast(3) + (line == 3 ? ",cut,0.310,7" : ",cut,0.310,1")
        }
        try folder.write(lines.map { $0 + "\n" }.joined(), to: name)
        return ([try Manifest(parsing: folder.text(name), file: name).positions[2]], [])
      }),
    PlantedDefect(
      "photos on a table", "photo-backgrounds",
      .conversion { folder in
        let name = "data/" + DatasetFile.manifest
        let text = try folder.text(name).replacing(",white,,,\n", with: ",uneven,,,\n")
        try folder.write(text, to: name)
        return (try Manifest(parsing: text, file: name).positions, [])
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
