/// All stages except `decode`, which always comes first and takes a decoded file, not a picture.
public enum StageCatalogue {
  /// All stages, in the order in which pipelines usually have them.
  public static let all: [any Stage.Type] = [
    Thumbnail.self, Unframe.self, Isolate.self, Trim.self, Resize.self, Sharpen.self, Extend.self,
    Negate.self,
    Grayscale.self,
    Stretch.self,
    Blur.self, Square.self, Pad.self, CentreByMass.self, Flip.self,
  ]

  /// Makes a stage.
  ///
  /// - Parameters:
  ///   - name: The stage's name in pipeline files.
  ///   - texts: The values of parameters as written, by parameter name; others have their defaults.
  /// - Throws: `StageError` for an unknown name (its message lists the known ones), an unknown parameter or an
  ///   invalid value.
  public static func stage(named name: String, _ texts: [String: String] = [:]) throws(StageError)
    -> any Stage
  {
    guard let type = all.first(where: { $0.description.name == name }) else {
      let names = all.map { $0.description.name }.joined(separator: ", ")
      throw StageError(.unknownStage, "there is no stage '\(name)'; there are \(names)")
    }
    return try type.init(StageArguments(texts, for: type.description))
  }
}
