/// The reason why a pipeline, or one of its stages, is invalid.
public struct StageError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Sendable {
    case unknownStage
    case unknownParameter
    case invalidValue
    case invalidPipeline
  }

  public let code: Code
  /// The name of the parameter concerned, nil if there is none; the reader of a pipeline file finds the line by it.
  public let parameter: String?
  /// The problem, and what to write instead.
  public let message: String

  package init(_ code: Code, parameter: String? = nil, _ message: String) {
    self.code = code
    self.parameter = parameter
    self.message = message
  }

  public var description: String { message }
}
