/// Why a pipeline, or one of its stages, cannot be made.
public struct StageError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Sendable {
    case unknownStage
    case unknownParameter
    case invalidValue
    case invalidPipeline
  }

  public let code: Code
  /// The parameter concerned, where there is one: it lets the reader of a file point to the line.
  public let parameter: String?
  /// What is wrong, and what would be right.
  public let message: String

  package init(_ code: Code, parameter: String? = nil, _ message: String) {
    self.code = code
    self.parameter = parameter
    self.message = message
  }

  public var description: String { message }
}
