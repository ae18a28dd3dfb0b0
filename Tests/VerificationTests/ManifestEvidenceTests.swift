import DatasetFormat
import Testing
import TestSupport
import Verification
import VerificationTestSupport

/// Tests of checks of content that use the manifest.
struct ManifestEvidenceTests {
  /// Returns the images that one check finds in the clean dataset, with a crop recorded for one image.
  static func examples(of check: String, crop: String, example: ExamplePosition, _ dataset: CleanDataset)
    async throws
    -> [ExamplePosition]
  {
    try await withTemporaryFolder { folder in
      try dataset.writeRaw(to: folder)
      try folder.write(
        """
        split,index,label,source,sha256,width,height,crop_x,crop_y,crop_width,crop_height
        \(example.split.rawValue),\(example.index),0,a.jpg,ab,60,80,\(crop)

        """, to: DatasetFile.manifest)
      var settings = Verification.Settings(folder: folder.path)
      settings.policy = try Policy.standard.limited(to: [check])
      return try await Verification.run(settings).results.flatMap(\.findings).flatMap {
        $0.examples.map(\.position)
      }
    }
  }

  /// The borders of the photo that the crop touches are better evidence than the image, which is centred.
  @Test(arguments: [
    ("0,0,60,70", true), ("0,10,60,70", true), ("5,0,55,80", true), ("5,0,50,80", false),
    ("0,0,60,80", false), ("5,5,20,20", false), ("0,0,20,20", false),
  ])
  func cropAtThreeBordersIsClipped(_ crop: String, _ isFound: Bool) async throws {
    let example = ExamplePosition(.test, 5)
    let found = try await Self.examples(of: "clipped", crop: crop, example: example, .small)
    #expect(found == (isFound ? [example] : []))
  }

  @Test(arguments: [("0,0,60,80", true), ("0,0,60,79", false)])
  func backgroundThatCouldNotBeTrimmedIsCluttered(_ crop: String, _ isFound: Bool) async throws {
    var dataset = CleanDataset.small
    let example = ExamplePosition(.train, 5)
    // The image fills the frame and grows brighter inwards, like a product photographed at close range.
    dataset[example] = (0..<784).map { pixel in
      let margin = min(pixel % 28, 27 - pixel % 28, pixel / 28, 27 - pixel / 28)
      return margin == 13 ? 0 : UInt8(20 + 17 * margin)
    }
    let found = try await Self.examples(of: "cluttered-background", crop: crop, example: example, dataset)
    #expect(found == (isFound ? [example] : []))
  }
}
