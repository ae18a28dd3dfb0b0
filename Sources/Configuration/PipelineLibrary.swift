internal import BundledPipelines
public import ImageStages

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The pipelines that come with the program, and those in files.
public enum PipelineLibrary {
  /// The pipeline of the published Fashion-MNIST.
  public static let defaultName = "fashion-mnist"

  /// The names of the pipelines that come with the program, the default first.
  public static var names: [String] { BundledPipelines.all.map(\.name) }

  /// The file of a pipeline that comes with the program, as it is written; nil for any other name.
  public static func source(named name: String) -> String? {
    BundledPipelines.all.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// A pipeline by its name, or from a file.
  ///
  /// - Throws: `ConfigurationError` if there is neither, or if the file is wrong.
  public static func pipeline(_ nameOrPath: String) throws(ConfigurationError) -> Pipeline {
    if let source = source(named: nameOrPath) {
      return try PipelineFile.pipeline(parsing: source, file: "Pipelines/\(nameOrPath).yaml")
    }
    guard FileManager.default.fileExists(atPath: nameOrPath) else {
      throw ConfigurationError(
        file: nameOrPath,
        "there is no such pipeline and no such file; there are \(names.joined(separator: ", "))")
    }
    return try PipelineFile.pipeline(parsing: try TextFile.contents(nameOrPath), file: nameOrPath)
  }
}
