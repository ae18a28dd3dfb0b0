package import DatasetFormat
package import ImageStages

extension Pipeline {
  /// Creates the pipeline that a recipe describes.
  ///
  /// - Throws: `StageError` for stages, parameters and values that this version does not know, and for stages that
  ///   cannot be combined.
  package init(_ recipe: Recipe.Pipeline) throws(StageError) {
    guard let first = recipe.stages.first, Decode.isName(first.name) else {
      throw StageError(.invalidPipeline, "the first stage is not '\(Decode.description.name)'")
    }
    try Self.checkStageCount(recipe.stages.count)
    var stages: [any Stage] = []
    for stage in recipe.stages.dropFirst() {
      stages.append(try StageCatalogue.stage(named: stage.name, stage.parameters))
    }
    try self.init(
      name: recipe.name, summary: recipe.summary,
      decode: Decode(try StageArguments(first.parameters, for: Decode.description)), stages: stages)
  }
}

extension Recipe.Pipeline {
  /// Creates the description of a pipeline for a recipe.
  ///
  /// - Parameter file: the name of the file that the pipeline was read from; nil if it comes with the program.
  package init(_ pipeline: ImageStages.Pipeline, file: String?) {
    func stage(_ name: String, _ parameters: [(name: String, value: ParameterValue)]) -> Stage {
      Stage(
        name: name,
        parameters: Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.value.description) }))
    }
    let decode = zip(Decode.description.parameters, pipeline.decode.values).map { (name: $0.name, value: $1) }
    self.init(
      name: pipeline.name, summary: pipeline.summary, file: file,
      stages: [stage(Decode.description.name, decode)] + pipeline.stages.map { stage($0.name, $0.parameters) }
    )
  }
}
