/// The description of a stage, for pipeline files and help.
public struct StageDescription: Sendable {
  /// The stage's name in pipeline files.
  public let name: String
  /// The stage's effect, in one line.
  public let summary: String
  public let parameters: [Parameter]

  init(name: String, summary: String, parameters: [Parameter] = []) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
  }
}
