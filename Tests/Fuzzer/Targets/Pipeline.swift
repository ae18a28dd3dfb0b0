internal import Configuration
internal import ImageCore
internal import ImageStages

extension FuzzTarget {
  static let pipeline = FuzzTarget(
    "pipeline",
    words: StageCatalogue.all.flatMap { stage in
      [stage.description.name] + stage.description.parameters.map(\.name)
    } + ["pipeline: ", "stages:", "decode", "&a", "*a", "!!", "4096x4096"]
  ) { (text: String) in
    let pipeline = try PipelineFile.pipeline(parsing: text, file: "pipeline.yaml")
    for size in [Size(width: 1, height: 1), Size(width: 300, height: 2), Size(width: 65_535, height: 4000)] {
      _ = try pipeline.byteCount(forPhotoOf: size, in: StageContext())
    }
  }
}
