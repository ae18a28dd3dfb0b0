import Conversion
import DatasetFormat
import ImageCodecs
import ImageCore
import Reporting
import Testing
import TestSupport

@Suite("Gallery and atlas")
struct GalleryTests {
  private static let tile = Size(width: 3, height: 2)

  private func tiles(_ count: Int, channels: Int = 1) -> [ArraySlice<UInt8>] {
    (0..<count).map { number in [UInt8](repeating: UInt8(number + 1), count: 6 * channels)[...] }
  }

  @Test(
    "every tile stands in the picture at its place, whatever the number of tiles",
    arguments: [1, 2, 5, 9, 10])
  func tilesStandAtTheirPlaces(count: Int) throws {
    let atlas = try Atlas(tiles: tiles(count), tile: Self.tile, channels: .grey)
    var decoder = PhotoDecoder()
    let decoded = try decoder.decode(atlas.png).image
    #expect(decoded.kind == .grey)
    guard case .eightBit(let picture) = decoded.samples else { throw EightBitExpected() }
    let width = atlas.columnCount * 3
    for number in 0..<count {
      let (column, row) = atlas.place(of: number)
      for y in 0..<2 {
        for x in 0..<3 { #expect(picture[(row * 2 + y) * width + column * 3 + x] == UInt8(number + 1)) }
      }
    }
  }

  private struct EightBitExpected: Error {}

  @Test("an image is found by its position, and only if it is there")
  func examplesAreFound() throws {
    let positions = [ExamplePosition(.train, 4), ExamplePosition(.test, 4)]
    let gallery = Gallery(
      examples: positions.map { Gallery.Example(position: $0, label: 1) },
      atlas: try Atlas(tiles: tiles(2), tile: Self.tile, channels: .grey), classNames: ["a", "b"])
    #expect(positions.map(gallery.number(of:)) == [0, 1])
    #expect(gallery.number(of: ExamplePosition(.train, 5)) == nil)
    #expect([0, 1, 7].map(gallery.className) == ["a", "b", "7"])
  }

  @Test("the first of equally probable classes is predicted")
  func ties() {
    let prediction = Gallery.Prediction(probabilities: [0.2, 0.4, 0.4], given: 2, loss: 0.9)
    #expect(prediction.predicted == 1 && !prediction.isRight)
  }
}
