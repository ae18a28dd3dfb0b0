/// The reason why a pipeline, or one of its stages, is invalid.
public struct StageError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Sendable {
    case unknownStage
    case unknownParameter
    case invalidValue
    case invalidPipeline
    /// A picture between the stages would be too large, or making an image would take too long.
    case tooMuch
  }

  public let code: Code
  /// The name of the parameter concerned, nil if there is none; the reader of a pipeline file finds the line by it.
  public let parameter: String?
  /// The problem, and what to write instead.
  public let message: String
  /// The problem alone.
  package let problem: String
  /// What to do, if that is not part of the problem's text; empty otherwise.
  package let remedy: String

  package init(_ code: Code, parameter: String? = nil, _ problem: String, remedy: String = "") {
    self.code = code
    self.parameter = parameter
    self.problem = problem
    self.remedy = remedy
    message = remedy.isEmpty ? problem : "\(problem); \(remedy)"
  }

  public var description: String { message }
}
