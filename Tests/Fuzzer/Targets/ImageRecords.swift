import Configuration
import Conversion
import DatasetFormat
import FileSystem

extension FuzzTarget {
  static let imageRecords = FuzzTarget(
    "image-records",
    words: ["source", "pixels", "pixels_sha256", "recipe", "product_share", "images/1"]
  ) { (bytes: [UInt8]) in
    let recipe = Recipe(pipeline: Recipe.Pipeline(try PipelineLibrary.pipeline("fashion-mnist"), file: nil))
    let settings = Conversion.Settings(photos: "records", target: nil, recipe: recipe, jobCount: 1)
    var recorded = try RecordedPhotos(settings, .mnist, scratchFolder: InputFiles.temporaryFolder)
    try recorded.read(MemorySource(bytes, name: "images.arrows"), needsEndMark: true)
  }
}
