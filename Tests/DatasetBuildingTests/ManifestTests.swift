import DatasetBuilding
import ImageCore
import ImageStages
import TestSupport
import Testing

struct ManifestTests {
  @Test func everyLineIsReadBackWhateverTheNames() throws {
    var chunk = ItemStore.Chunk()
    let names = CSVTests.nastyNames
    for (index, name) in names.enumerated() {
      var trace = Trace()
      if index % 2 == 0 { trace.crop = Rectangle(x: 1, y: 2, width: 30, height: 40) }
      if index % 3 == 0 { trace.thumbnail = Size(width: 51, height: 73) }
      chunk.records.append(
        ItemRecord(
          photo: Photo(source: "x/\(name)", label: index % 2, group: index % 2 == 0 ? name : nil),
          sha256: try SHA256Hasher.digest(Array(name.utf8)), photoSize: Size(width: 60, height: 80),
          trace: trace,
          levels: 3...200, warnings: index % 5 == 0 ? ["one, two", "three \"four\""] : []))
      chunk.pixels += Array("\(index + 1000)".utf8)
    }
    let store = ItemStore([chunk], itemByteCount: 4)
    let classes = try ClassMap(labels: ["com,ma", "\"quote\""])
    let plan = try DatasetPlan(store, classes: classes, settings: .init())
    let rows = try CSV.rows(parsing: Manifest.text(plan, store, classes: classes), file: "manifest.csv").map(
      \.fields)

    #expect(rows.first == Manifest.columns)
    #expect(rows.count == names.count + 1)
    let items = Split.allCases.flatMap { split in
      plan.items(of: split).enumerated().map { (split, $0.offset, $0.element) }
    }
    for (row, (split, place, item)) in zip(rows.dropFirst(), items) {
      let fields = Dictionary(uniqueKeysWithValues: zip(Manifest.columns, row))
      #expect(row.count == Manifest.columns.count)
      #expect(
        fields["split"] == split.rawValue && fields["index"] == "\(place)" && fields["label"] == "\(item % 2)"
      )
      #expect(fields["class"] == classes.classes[item % 2].name)
      #expect(fields["source"].map { Array($0.utf8) } == Array("x/\(names[item])".utf8))
      #expect(fields["group"].map { Array($0.utf8) } == (item % 2 == 0 ? Array(names[item].utf8) : []))
      #expect(fields["sha256"] == sha256(Array(names[item].utf8)))
      #expect(
        fields["crop_width"] == (item % 2 == 0 ? "30" : "") && fields["crop_y"] == (item % 2 == 0 ? "2" : ""))
      #expect(fields["thumbnail"] == (item % 3 == 0 ? "51x73" : ""))
      #expect(fields["darkest"] == "3" && fields["lightest"] == "200" && fields["height"] == "80")
      #expect(fields["notes"] == (item % 5 == 0 ? "one, two; three \"four\"" : ""))
    }
  }

  @Test func rejectsAreReadBackWhateverTheNames() throws {
    let rejects = CSVTests.nastyNames.map { Reject(source: $0, label: $0, .damaged, "because of \($0)") }
    let rows = try CSV.rows(parsing: Manifest.text(rejects), file: "rejects.csv").map(\.fields)
    #expect(rows.first == ["source", "label", "reason", "detail"])
    #expect(rows.dropFirst().map { $0[0].utf8.map { $0 } } == CSVTests.nastyNames.map { Array($0.utf8) })
    #expect(
      rows.dropFirst().allSatisfy { $0.count == 4 && $0[2] == "damaged" && $0[3] == "because of " + $0[1] })
  }
}
