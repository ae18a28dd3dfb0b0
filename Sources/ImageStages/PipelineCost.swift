package import ImageCore

/// What a pipeline has taken so far for one photo, and the limits of that.
///
/// Sizes are known before anything is allocated for a picture, so that a thin photo that `square` would make huge, or
/// a pipeline of hundreds of blurs, is refused and not begun.
struct PipelineCost {
  /// The largest number of pixels of a picture between stages, whatever the context says: `sharpen` counts samples
  /// by 32 bits.
  private static let mostPixels = 1_400_000_000

  /// The largest width and height, in pixels, of a picture between stages.
  private static let sideLimit = 65_535

  /// The most that all stages together may read for one photo, for each pixel of the largest photo: enough for a blur
  /// of some pixels or for sharpening, and about half a minute at the usual limit.
  private static let mostStepsPerPixel = 16

  private let pixelLimit: Int
  private let stepLimit: Int
  private var stepCount = 0

  /// - Parameter stepLimit: The most that all stages together may read, in pixels; nil for what the context allows.
  init(in context: StageContext, stepLimit: Int? = nil) {
    pixelLimit = min(context.pixelLimit, Self.mostPixels)
    self.stepLimit = stepLimit ?? pixelLimit * Self.mostStepsPerPixel
  }

  /// Adds a stage that makes a picture of one size from one of another.
  ///
  /// - Returns: The memory, in bytes, that the stage takes beside the picture before it.
  /// - Throws: `StageError` if the picture would be too large, or all stages together would take too long.
  mutating func add(_ stage: any Stage, from size: Size, to result: Size) throws(StageError) -> Int {
    let pixelCount = result.width.multipliedReportingOverflow(by: result.height)
    guard !pixelCount.overflow, pixelCount.partialValue <= pixelLimit,
      max(result.width, result.height) <= Self.sideLimit
    else {
      throw StageError(
        .tooMuch,
        "stage '\(stage.name)' would make a picture of \(result) from one of \(size); a picture has at most "
          + "\(pixelLimit) pixels and sides of \(Self.sideLimit)",
        remedy: "put 'thumbnail' or 'resize' before this stage, or cut out the product")
    }
    let cost = stage.cost
    let larger = max(pixelCount.partialValue, size.pixelCount)
    stepCount += larger * cost.stepCount
    guard stepCount <= stepLimit else {
      throw StageError(
        .tooMuch,
        "the stages up to '\(stage.name)' would take too long on a picture of \(size)",
        remedy: "put 'thumbnail' or 'resize' before it, or leave stages out")
    }
    // After the first stages, samples have 16 bits.
    return larger * cost.byteCount + pixelCount.partialValue * 6
  }
}

extension Pipeline {
  /// Returns the largest amount of memory, in bytes, that any stage takes with the pictures before and after it.
  ///
  /// What `trim` leaves depends on the photo. The amount is then that for all of the photo, and a picture that would
  /// only be too large if nothing is trimmed is not refused here, but by `image(of:in:record:observe:)`.
  ///
  /// - Parameter size: The size of the decoded and upright photo in pixels.
  /// - Throws: `StageError` if the picture after a stage would be too large, or the stages would take too long.
  package func byteCount(forPhotoOf size: Size, in context: StageContext) throws(StageError) -> Int {
    try Self.byteCount(of: stages, on: size, PipelineCost(in: context), in: context)
  }

  /// - Parameter cost: What has been taken before, with the limits.
  static func byteCount(
    of stages: [any Stage], on size: Size, _ cost: PipelineCost, in context: StageContext
  ) throws(StageError) -> Int {
    var cost = cost
    var size = size
    var bytesPerPixel = 3
    var byteCount = 0
    var isCertain = true
    for stage in stages {
      let known = stage.size(after: size, in: context)
      if known == nil { isCertain = false }
      let result = known ?? size
      do throws(StageError) {
        let taken = try cost.add(stage, from: size, to: result)
        byteCount = max(byteCount, size.pixelCount * bytesPerPixel + taken)
      } catch {
        if isCertain { throw error }
        return byteCount
      }
      size = result
      bytesPerPixel = 6
    }
    return byteCount
  }
}
