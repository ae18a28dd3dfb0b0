/// What a stage says of itself.
public struct StageDescription: Sendable {
  /// The name in pipeline files.
  public let name: String
  /// One line: what comes out.
  public let summary: String
  public let parameters: [Parameter]

  init(name: String, summary: String, parameters: [Parameter] = []) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
  }
}
