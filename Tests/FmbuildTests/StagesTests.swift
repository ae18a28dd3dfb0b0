import ImageCore
import Testing
import TestSupport

/// Tests of `fmbuild stages`.
struct StagesTests {
  @Test func everyPhotoGivesARowAndEveryStageATile() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("Bag", 2)], to: folder)
      let one = try await Program.run(["stages", "photos/Bag/0.png"], in: folder)
      #expect(one.exitCode == 0 && one.errors.isEmpty)
      #expect(one.output.hasPrefix("stages.png: 1 photo in 9 stages: decode, thumbnail, trim, "))
      let single = try PictureFixtures.picture("stages.png", in: folder)
      let two = try await Program.run(
        ["stages", "photos/Bag/0.png", "photos/Bag/1.png", "--out", "two.png"], in: folder)
      #expect(two.exitCode == 0)
      let double = try PictureFixtures.picture("two.png", in: folder)
      #expect(double.size.width == single.size.width && double.size.height > single.size.height + 168)
      let short = try await Program.run(
        ["stages", "photos/Bag/0.png", "--pipeline", "rgb-32", "--out", "two.png"], in: folder)
      #expect(short.exitCode == 0 && short.output.contains("5 stages"))
      #expect(try PictureFixtures.picture("two.png", in: folder).size.width < single.size.width)
    }
  }

  @Test func whatTrimKeepsIsFramedOnThePhotoAndBeforeTrim() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(TestPhotos.png(seed: 1, size: Size(width: 300, height: 400)), to: "large.png")
      for (pipeline, frames) in [("fashion-mnist", 2), ("mine.yaml", 0)] {
        try folder.write("pipeline: mine\nstages:\n  - png\n  - resize\n  - extend\n", to: "mine.yaml")
        let result = try await Program.run(["stages", "large.png", "--pipeline", pipeline], in: folder)
        #expect(result.exitCode == 0, "\(result.errors)")
        let picture = try PictureFixtures.picture("stages.png", in: folder)
        guard case .eightBit(let bytes) = picture.samples else { return }
        let width = picture.size.width
        let columns = (0..<width).map { x in
          (0..<picture.size.height).count { y in
            let start = (y * width + x) * 3
            return Array(bytes[start..<(start + 3)]) == [213, 94, 0]
          }
        }
        // The left and right side of a frame are long columns of its colour.
        let sides = columns.indices.filter { columns[$0] > 40 && ($0 == 0 || columns[$0 - 1] <= 40) }
        #expect(sides.count == 2 * frames)
      }
    }
  }

  @Test(arguments: [
    (["stages", "nowhere.jpg"], 2, "fmbuild: nowhere.jpg: there is no such file"),
    (["stages", "notes.txt"], 2, "fmbuild: notes.txt: "),
    (["stages", "photos/Bag/0.png", "--out", "nowhere/x.png"], 2, "nowhere/x.png"),
    (["stages", "photos/Bag/0.png", "--tile", "5"], 64, "--tile takes 28 to 1024"),
    (["stages"], 64, "<photo>"),
  ])
  func whatCannotBeDoneIsSaid(_ arguments: [String], _ exitCode: Int32, _ message: String) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("Bag", 1)], to: folder)
      try folder.write("no photo", to: "notes.txt")
      let result = try await Program.run(arguments, in: folder)
      #expect(result.exitCode == exitCode && result.output.isEmpty)
      #expect(result.errors.contains(message), "\(result.errors)")
      #expect(try folder.names() == ["notes.txt", "photos"])
    }
  }
}
