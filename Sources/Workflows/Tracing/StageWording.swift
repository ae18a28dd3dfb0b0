internal import ImageCore
internal import ImageStages

/// The short texts about stages below pictures.
enum StageWording {
  /// Returns the values of a stage's parameters, those that differ from their defaults first, such as `28x28, sample`.
  ///
  /// Values other than choices and the parameter `size` are preceded by the parameter's name.
  static func parameters(_ stage: StageDescription, _ values: [ParameterValue]) -> String {
    let texts = zip(stage.parameters, values).map { parameter, value in
      (isChanged: value != parameter.defaultValue, text: text(parameter, value))
    }
    return (texts.filter(\.isChanged) + texts.filter { !$0.isChanged }).map(\.text).joined(separator: ", ")
  }

  private static func text(_ parameter: Parameter, _ value: ParameterValue) -> String {
    let isSize = parameter.name == "size"
    if case .choice = value { return value.description }
    return isSize ? value.description : "\(parameter.name) \(value)"
  }

  /// Returns the size and channels of a picture, such as `51x73 rgb`.
  static func size(of picture: Image) -> String {
    "\(picture.size) \(picture.channels == .grey ? "grey" : "rgb")"
  }

  /// Whether the stage cuts something off the picture.
  static func crops(_ stage: any Stage) -> Bool { stage is Unframe || stage is Trim || stage is Isolate }

  /// Whether the stage leaves every part of a picture in the same relative place; the picture's size may change.
  static func keepsPlaces(_ stage: any Stage) -> Bool {
    stage is Thumbnail || stage is Resize || stage is Sharpen || stage is Blur || stage is Negate
      || stage is Grayscale || stage is Stretch
  }
}
