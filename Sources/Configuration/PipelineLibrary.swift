internal import BundledPipelines
internal import FileSystem
public import ImageStages
internal import Wording

/// The pipelines that come with the program, and pipelines in files.
public enum PipelineLibrary {
  /// The name of the pipeline that made the published Fashion-MNIST.
  public static let defaultName = "fashion-mnist"

  /// The name of the pipeline for photos on any background.
  public static let anyBackgroundName = "product-photos"

  /// The names of the pipelines that come with the program, the default first.
  public static var names: [String] { BundledPipelines.all.map(\.name) }

  /// Returns the YAML text of a pipeline that comes with the program; nil for any other name.
  public static func source(named name: String) -> String? {
    BundledPipelines.all.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// Returns the pipeline with a given name, or the pipeline in the file at a given path.
  ///
  /// - Throws: `ConfigurationError` if there is neither, or if the file is invalid.
  public static func pipeline(_ nameOrPath: String) throws(ConfigurationError) -> Pipeline {
    if let source = source(named: nameOrPath) {
      return try PipelineFile.pipeline(parsing: source, file: "Pipelines/\(nameOrPath).yaml")
    }
    guard FileIdentity(nameOrPath) != nil else {
      throw ConfigurationError(
        file: nameOrPath, "there is no such pipeline and no such file\(advice(on: nameOrPath))")
    }
    return try PipelineFile.pipeline(parsing: ConfigurationError.text(of: nameOrPath), file: nameOrPath)
  }

  /// Returns the end of the message for an unknown pipeline: the closest name, and the list of all names.
  package static func advice(on name: String) -> String {
    Spelling.suggestion(for: name, among: names) + "; there are \(names.joined(separator: ", "))"
  }
}
