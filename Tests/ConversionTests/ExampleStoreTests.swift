import Checksums
import Conversion
import DatasetFormat
import ImageCore
import ImageStages
import Testing

/// Tests that a store gives back the images and records that were put into it.
struct ExampleStoreTests {
  private static func stages(_ number: Int) -> StageRecord {
    var stages = StageRecord()
    if number % 2 == 0 { stages.crop = Rectangle(x: number, y: 2, width: 30 + number, height: 40) }
    if number % 3 == 0 { stages.thumbnail = Size(width: 51, height: 73) }
    if number % 5 != 0 {
      stages.background = PhotoBackground.allCases[number % PhotoBackground.allCases.count]
    }
    if number % 4 == 1 {
      stages.isolation = ProductIsolation.Summary(
        method: ProductIsolation.Method.allCases[number % ProductIsolation.Method.allCases.count],
        share: 1 / Double(number + 3), pieceCount: number % 8 == 1 ? nil : number)
    }
    return stages
  }

  private static let records = (0..<60).map { number in
    ExampleRecord(
      photo: Photo(
        // Some names are longer than what is read at first, and some have accents.
        source: "class/" + String(repeating: number % 7 == 0 ? "långt, \"" : "x", count: number * 9)
          + "\(number).jpg",
        label: number % 256, group: number % 4 == 0 ? nil : "grüppe \(number / 4)",
        split: number % 9 == 0 ? .validation : nil, formerLabel: number % 11 == 0 ? "früher" : nil),
      sha256: SHA256Hasher.digest([UInt8(number)]), photoSize: Size(width: 1 + number * 99_999, height: 80),
      stages: stages(number), levels: UInt8(number)...UInt8(255 - number),
      warnings: (0..<number % 4).map { "warning \($0)" })
  }

  private static func pixels(_ number: Int) -> [UInt8] { [UInt8(number), 1, 2, 3, 4, 5, 6] }

  @Test func recordsAndPixelsComeBackAsTheyWere() {
    var batches: [ExampleStore.Batch] = []
    for start in stride(from: 0, to: Self.records.count, by: 7) {
      var batch = ExampleStore.Batch()
      for number in start..<min(start + 7, Self.records.count) {
        batch.add(Self.records[number], pixels: Self.pixels(number))
      }
      batches.append(batch)
    }
    let store = ExampleStore(batches, exampleByteCount: 7)
    #expect(store.count == Self.records.count)
    for (number, record) in Self.records.enumerated() {
      #expect(store.record(of: number) == record)
      #expect(Array(store.pixels(of: number)) == Self.pixels(number))
      #expect(store.label(of: number) == record.photo.label)
    }
  }

  @Test func equalPixelsAreFoundInOneSet() {
    var batch = ExampleStore.Batch()
    for number in 0..<30 { batch.add(Self.records[number], pixels: Self.pixels(number % 10)) }
    let sets = ExampleStore([batch], exampleByteCount: 7).equalImages.sets
    #expect(sets == (0..<10).map { [$0, $0 + 10, $0 + 20] })
  }

  @Test func imagesWithEqualFingerprintsAndOtherBytesAreNotEqual() {
    let bytes: [[UInt8]] = [[1], [2], [1], [3], [2], [1]]
    let sets = EqualImages(fingerprints: Array(repeating: 5, count: 6)) { bytes[$0][...] }.sets
    #expect(sets == [[0, 2, 5], [1, 4]])
  }
}
