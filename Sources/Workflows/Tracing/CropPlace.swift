internal import ImageStages

/// The stage whose crop a photo's record has, and whether the crop can be drawn on the photo as well.
struct CropPlace {
  /// The number of the stage in the pipeline, not counting `decode`.
  let stage: Int
  /// Whether every part of the picture that the stage sees is in the same relative place as on the upright photo.
  let isOnPhoto: Bool

  /// - Parameter stages: the stages after `decode`.
  /// - Returns: nil if no stage cuts anything off.
  init?(_ stages: [any Stage]) {
    let cropping = stages.indices.filter { StageWording.crops(stages[$0]) }
    guard let first = cropping.first, let last = cropping.last else { return nil }
    // The crops of two stages are one, unless the picture is resized between them; the record then has the last.
    stage = stages[first...last].allSatisfy { StageWording.crops($0) } ? first : last
    isOnPhoto = stages[..<stage].allSatisfy(StageWording.keepsPlaces)
  }
}
