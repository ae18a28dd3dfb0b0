internal import DatasetFormat
internal import Wording

/// A step in which a dataset was made, as its own files record it.
struct ProcessStep {
  let name: String
  /// What was done, in sentences.
  let text: String

  /// Returns the steps of a dataset; where there is no record, one that says so.
  ///
  /// - Parameters:
  ///   - provenance: a sentence about the published dataset that the files are; nil if they are none.
  ///   - owner: the owner's own words for the process; nil for none.
  static func steps(
    of description: DatasetDescription?, provenance: String?, owner: String?
  ) -> [ProcessStep] {
    let told = owner.map { [ProcessStep(name: "In the owner's words", text: $0)] } ?? []
    guard let description else {
      let known =
        provenance.map { "By their checksums \($0)." }
        ?? "The dataset does not record how its files were made."
      return [ProcessStep(name: "Unrecorded process", text: known)] + told
    }
    let (recipe, counts) = (description.recipe, description.counts)
    var steps = [
      ProcessStep(
        name: "Collection",
        text:
          "\(counted(counts.photos, "photo")) gave \(counted(counts.images.total, "image")); \(grouped(counts.rejected)) "
          + "could not be used, and \(grouped(counts.leftOut)) were left out on purpose."),
      ProcessStep(name: "Labelling", text: description.labelSentence),
    ]
    if recipe.corrections != nil {
      steps.append(
        ProcessStep(
          name: "Correction",
          text:
            "After a look at the images \(counted(counts.relabelled, "photo")) got another class, and "
            + "\(grouped(counts.dropped)) were dropped."))
    }
    let stages = recipe.pipeline.stages.map { stage in
      let parameters = stage.parameters.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      return stage.name + (parameters.isEmpty ? "" : " (\(parameters.joined(separator: ", ")))")
    }
    steps.append(
      ProcessStep(
        name: "Processing",
        text:
          "Pipeline \(recipe.pipeline.name) of \(description.program.name) \(description.program.version)"
          + (recipe.isFast ? ", with JPEGs reduced while decoding" : "") + ": "
          + "\(stages.joined(separator: "; ")). The same photos and settings give the same bytes."))
    let split = recipe.split
    let sizes = description.splits.map { "\($0.rawValue) \(grouped(counts.images[$0] ?? 0))" }
    steps.append(
      ProcessStep(
        name: "Splitting",
        text:
          "\(split.rule.text), seed \(split.seed), \(split.isShuffled ? "shuffled" : "sorted by class"): "
          + "\(sizes.joined(separator: ", ")). Photos of one group, and equal images, stay on one side unless the owner "
          + "placed them."))
    return steps + told
  }
}
