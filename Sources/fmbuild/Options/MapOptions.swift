internal import ArgumentParser
internal import DatasetFormat
internal import Processors

/// The options for the conversion of photos into images.
struct MapOptions: ParsableArguments {
  @OptionGroup var image: ImageOptions

  @Option(
    help: ArgumentHelp(
      "Mirror the images of these classes, left to right: Sandal,Sneaker.", valueName: "class,…"))
  var mirror: String?

  @Option(
    help: ArgumentHelp(
      "Mirror the classes that then look more like those of this dataset, such as Fashion-MNIST.",
      valueName: "dataset"))
  var mirrorLike: String?

  @Option(
    help: ArgumentHelp(
      "How many photos to work on at a time. (default: as many as there are processors)", valueName: "number")
  )
  var jobs: Int?

  func validate() throws {
    if mirror != nil, mirrorLike != nil {
      throw ValidationError("--mirror names the classes and --mirror-like finds them; keep one.")
    }
    try Self.checkJobs(jobs)
  }

  /// - Throws: `ValidationError` if so many photos cannot be converted at the same time.
  static func checkJobs(_ jobs: Int?) throws {
    guard let jobs, !(1...1024).contains(jobs) else { return }
    throw ValidationError("--jobs takes 1 to 1024; you gave \(jobs).")
  }

  var jobCount: Int { jobs ?? Processors.count }

  /// Applies the given options to a recipe.
  func change(_ recipe: inout Recipe) throws {
    try image.change(&recipe)
    if let mirror { recipe.mirroredClasses = [mirror] }
    if mirrorLike != nil { recipe.mirroredClasses = nil }
  }
}
