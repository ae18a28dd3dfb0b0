public import ImageCore

/// One step of a pipeline: a small value that turns a picture into a picture.
///
/// A stage never fails: what could be wrong with it is found when it is made, and it takes pictures of any size
/// of at least 1x1, grey or RGB, of 8 or 16 bits. Stages compute with 16-bit samples (a byte times 257) unless
/// they say otherwise; every stage rounds what it stores.
public protocol Stage: Sendable {
  static var description: StageDescription { get }

  /// - Throws: `StageError` where values are in their ranges but do not go together.
  init(_ arguments: StageArguments) throws(StageError)

  /// The values in force, in the order of the description's parameters.
  var values: [ParameterValue] { get }

  /// The picture after this stage; what happened is noted in `trace`.
  func apply(to image: Image, trace: inout Trace) -> Image
}

extension Stage {
  /// The name in pipeline files.
  public var name: String { Self.description.name }

  /// The parameters by name with the values in force, in order.
  public var parameters: [(name: String, value: ParameterValue)] {
    zip(Self.description.parameters, values).map { ($0.name, $1) }
  }
}
