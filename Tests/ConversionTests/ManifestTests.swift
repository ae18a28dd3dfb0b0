import Conversion
import DatasetFormat
import ImageCore
import Testing
import TestSupport

struct ManifestTests {
  @Test func everyLineIsReadBackWhateverTheNames() throws {
    let rows = CSVTests.nastyNames.enumerated().map { index, name in
      var row = ManifestRow(
        position: ExamplePosition(Split.allCases[index % 3], index), label: index % 2,
        className: ["com,ma", "\"quote\""][index % 2], source: "x/\(name)", sha256: sha256(Array(name.utf8)),
        group: index % 2 == 0 ? name : "")
      row.photoSize = Size(width: 60, height: 80)
      if index % 3 == 0 { row.thumbnail = Size(width: 51, height: 73) }
      if index % 2 == 0 {
        row.crop = ManifestRow.Crop(
          Rectangle(x: 1, y: 2, width: 30, height: 40), of: row.thumbnail ?? Size(width: 60, height: 80))
      }
      row.levels = 3...200
      row.splitOrigin = SplitOrigin.allCases[index % SplitOrigin.allCases.count]
      if index % 5 == 0 { row.warnings = ["one, two", "three \"four\""] }
      return row
    }
    var text = CSV.line(ManifestRow.columns)
    for row in rows { row.append(to: &text) }
    let lines = try CSV.rows(parsing: text, file: "manifest.csv")
    #expect(lines.count == rows.count + 1)
    #expect(lines.allSatisfy { $0.fields.count == ManifestRow.columns.count })

    let manifest = try Manifest(parsing: text, file: "manifest.csv")
    for (read, written) in zip(manifest.rows, rows) {
      #expect(read.position == written.position && read.label == written.label)
      #expect(read.className == written.className)
      #expect(Array(read.source.utf8) == Array(written.source.utf8))
      #expect(Array(read.group.utf8) == Array(written.group.utf8))
      #expect(read.sha256 == written.sha256 && read.photoSize == written.photoSize)
      #expect(read.crop == written.crop && read.thumbnail == written.thumbnail)
      #expect(read.levels == written.levels && read.splitOrigin == written.splitOrigin)
    }
    let notes = try #require(ManifestRow.columns.firstIndex(of: "notes"))
    #expect(lines[1].fields[notes] == "one, two; three \"four\"")
  }

  @Test func rowsOfADatasetSayWhatWasDoneToEachPhoto() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 8), ("b", 8)], to: folder)
      let conversion = try await convert(folder)
      let manifest = try Manifest(parsing: folder.text("data/manifest.csv"), file: "manifest.csv")
      #expect(manifest.count == 16)
      for row in manifest.rows {
        #expect(row.className == ["a", "b"][row.label] && row.source.hasPrefix(row.className + "/"))
        #expect(row.sha256 == sha256(try folder.bytes("photos/" + row.source)))
        #expect(row.photoSize == Size(width: 30, height: 40) && row.thumbnail == nil)
        #expect(row.crop?.frame == Size(width: 30, height: 40))
        #expect(row.splitOrigin == .rule && row.group.isEmpty)
      }
      for split in conversion.description.splits {
        let indices = manifest.rows.filter { $0.position.split == split }.map(\.position.index)
        #expect(indices == Array(0..<(conversion.description.counts.images[split] ?? 0)))
      }
    }
  }

  @Test func rejectedPhotosAreReadBackWhateverTheNames() throws {
    let photos = CSVTests.nastyNames.map {
      RejectedPhoto(source: $0, sha256: sha256(Array($0.utf8)), label: $0, .damaged, "because of \($0)")
    }
    let table = try RejectedPhotoTable(parsing: RejectedPhotoTable.text(photos), file: "rejects.csv")
    #expect(table.rows.map { Array($0.source.utf8) } == CSVTests.nastyNames.map { Array($0.utf8) })
    for (read, written) in zip(table.rows, photos) {
      #expect(read.sha256 == written.sha256 && Array(read.label.utf8) == Array(written.label.utf8))
      #expect(read.reason == .damaged && Array(read.detail.utf8) == Array(written.detail.utf8))
    }
  }
}
