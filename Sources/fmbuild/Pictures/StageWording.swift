internal import ImageCore
internal import ImageStages

/// What is said of stages below pictures, where there is little room.
enum StageWording {
  /// The values of a stage's parameters, those that differ from their defaults first: `28x28, sample`.
  ///
  /// A number, a percentage or a second size says nothing without its name.
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

  /// `51x73 rgb`
  static func size(of picture: Image) -> String {
    "\(picture.size) \(picture.channels == .grey ? "grey" : "rgb")"
  }

  /// Whether what stands somewhere in a picture stands there after the stage as well, the picture's size aside.
  static func keepsPlaces(_ stage: any Stage) -> Bool {
    stage is Thumbnail || stage is Resize || stage is Sharpen || stage is Blur || stage is Negate
      || stage is Grayscale || stage is Stretch
  }
}
