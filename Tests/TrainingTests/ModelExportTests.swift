import Foundation
import Testing
import TestSupport
import Training

/// Writes models, images and the models' predictions for `scripts/check-models`, which names the folder.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["FMBUILD_MODELS"] != nil))
struct ModelExportTests {
  @Test(arguments: ModelSample.layers + ModelSample.catalogue)
  func modelsAreWrittenForOtherPrograms(_ sample: ModelSample) async throws {
    let path = try #require(ProcessInfo.processInfo.environment["FMBUILD_MODELS"])
    let folder = TemporaryFolder(path: "\(path)/\(sample.name)")
    try sample.folder().write(to: folder("model"), addsONNX: true)
    // The model is read back from its files, as in the program.
    let model = try ModelFolder(contentsOf: folder("model")).model
    let images = try sample.images(17)
    let probabilities = try await model.probabilities(of: images, threadCount: 1)
    try folder.write(images.images, to: "levels")
    try folder.write(
      probabilities.flatMap { number in
        (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) }
      }, to: "probabilities")
  }
}
