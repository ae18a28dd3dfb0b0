internal import ImageCodecs
package import ImageStages

// The way back: from what a dataset says of itself to what makes it again.

extension Conversion.Settings {
  /// What makes a dataset again, without writing it.
  ///
  /// - Parameters:
  ///   - description: what the dataset says of itself.
  ///   - photos: the folder with the photos.
  ///   - labels: where their labels come from; a description holds no table.
  ///   - corrections: the file by which labels were corrected; nil if there was none. What it says of photos when they
  ///     were marked is passed over: a rebuild finds out by itself which have changed.
  ///   - jobCount: how many photos to work on at a time.
  /// - Throws: `DatasetError` if the description names what this version does not know, or contradicts itself.
  package init(
    rebuilding description: DatasetDescription, photos: String, labels: PhotoCollection.Labels,
    corrections: Corrections? = nil, jobCount: Int
  ) throws(DatasetError) {
    let pipeline: Pipeline
    do throws(StageError) {
      pipeline = try Pipeline(description.pipeline)
    } catch {
      throw DatasetError(.invalidInput, "\(DatasetFile.description): \(error.message)")
    }
    var mapping = MapSettings(pipeline: pipeline, jobCount: jobCount)
    let selection = description.selection
    mapping.shrinksOnLoad = description.pipeline.isFast
    mapping.keepsBlank = selection.keepsBlank
    mapping.minimumContrast = selection.minimumContrast
    mapping.decoding.acceptsTruncated = selection.acceptsTruncated
    if let limit = selection.maximumPixels { mapping.decoding.pixelLimit = limit }
    self.init(photos: photos, target: nil, mapping: mapping)
    self.labels = labels
    self.corrections = corrections?.withoutMarkedState
    classes = try ClassMap(description)
    plan.rule = try SplitRule(description.split)
    plan.seed = description.split.seed
    plan.isShuffled = description.split.isShuffled
    plan.dropsDuplicates = selection.dropsDuplicates
  }
}

extension Pipeline {
  /// The pipeline that an entry describes.
  ///
  /// - Throws: `StageError` for stages, parameters and values that this version does not know, and for stages that
  ///   do not go together.
  package init(_ entry: DatasetDescription.PipelineEntry) throws(StageError) {
    guard let first = entry.stages.first, first.name == PNG.description.name else {
      throw StageError(
        .invalidPipeline, "the first stage of pipeline '\(entry.name)' is not '\(PNG.description.name)'")
    }
    var stages: [any Stage] = []
    for stage in entry.stages.dropFirst() {
      stages.append(try StageCatalogue.stage(named: stage.name, stage.parameters))
    }
    try self.init(
      name: entry.name, summary: entry.summary,
      png: PNG(try StageArguments(first.parameters, for: PNG.description)), stages: stages)
  }
}

extension SplitRule {
  init(_ entry: DatasetDescription.SplitEntry) throws(DatasetError) {
    switch (entry.rule, entry.testFraction, entry.train, entry.t10k) {
    case ("fraction", let fraction?, _, _) where (0..<1).contains(fraction):
      self = .fraction(fraction)
    case ("per-class", _, let train?, let t10k?) where min(train, t10k) >= 0 && max(train, t10k) > 0:
      self = .perClass(train: train, t10k: t10k)
    case ("total", _, let train?, let t10k?) where min(train, t10k) >= 0 && max(train, t10k) > 0:
      self = .total(train: train, t10k: t10k)
    default:
      throw DatasetError(
        .invalidInput,
        "\(DatasetFile.description): 'split' is no rule that this version knows, or its numbers are out of range"
      )
    }
  }
}
