public import ImageCore

/// One step of a pipeline: a small value that turns a picture into a picture.
///
/// Applying a stage never fails: invalid values are found when the stage is made, and it takes pictures of any
/// size of at least 1x1, grey or RGB, of 8 or 16 bits. Stages compute with 16-bit samples (a byte times 257),
/// except where their documentation says otherwise; every stage rounds what it stores.
public protocol Stage: Sendable {
  static var description: StageDescription { get }

  /// - Throws: `StageError` if values are in their ranges but contradict each other.
  init(_ arguments: StageArguments) throws(StageError)

  /// The values of the parameters, in the order of the description's parameters.
  var values: [ParameterValue] { get }

  /// Returns the size of the picture after this stage, in pixels, before anything is allocated for it.
  ///
  /// - Parameter size: The size of the picture before this stage.
  /// - Returns: Nil if the content of the picture decides; it is then at most `size` in either direction.
  func size(after size: Size, in context: StageContext) -> Size?

  /// The memory and the work that this stage takes for each pixel.
  var cost: StageCost { get }

  /// Returns the picture after this stage, and notes in `record` what the stage did.
  func apply(to image: Image, in context: StageContext, record: inout StageRecord) -> Image
}

extension Stage {
  public func size(after size: Size, in context: StageContext) -> Size? { size }

  public var cost: StageCost { StageCost() }

  /// The stage's name in pipeline files.
  public var name: String { Self.description.name }

  /// The names and values of the parameters, in order.
  public var parameters: [(name: String, value: ParameterValue)] {
    zip(Self.description.parameters, values).map { ($0.name, $1) }
  }
}
