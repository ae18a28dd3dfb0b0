import ImageCore

/// The values of all parameters of a stage, checked against its description, with defaults filled in.
public struct StageArguments: Sendable {
  private var values: [String: ParameterValue] = [:]

  /// - Parameter texts: The values as written, by parameter name.
  /// - Throws: `StageError` for an unknown parameter (its message lists the known ones) or a value out of its domain.
  public init(_ texts: [String: String], for stage: StageDescription) throws(StageError) {
    for parameter in stage.parameters { values[parameter.name] = parameter.defaultValue }
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      guard let parameter = stage.parameters.first(where: { $0.name == name }) else {
        let names = stage.parameters.map(\.name)
        let remedy = names.isEmpty ? "it takes none" : "it takes " + names.joined(separator: ", ")
        throw StageError(
          .unknownParameter, parameter: name, "stage '\(stage.name)' has no parameter '\(name)'; \(remedy)")
      }
      guard let value = parameter.domain.value(from: text) else {
        throw StageError(
          .invalidValue, parameter: name,
          "'\(text)' is not a value for '\(name)' of stage '\(stage.name)'; it takes \(parameter.domain.summary)"
        )
      }
      values[name] = value
    }
  }

  // The accessors are called only for parameters that the stage itself declares, with the domain that it declares.

  func size(_ name: String) -> Size {
    guard case .size(let value) = values[name] else { preconditionFailure("no size '\(name)'") }
    return value
  }

  func percent(_ name: String) -> Double {
    guard case .percent(let value) = values[name] else { preconditionFailure("no percentage '\(name)'") }
    return value
  }

  func number(_ name: String) -> Double {
    guard case .number(let value) = values[name] else { preconditionFailure("no number '\(name)'") }
    return value
  }

  func integer(_ name: String) -> Int {
    guard case .integer(let value) = values[name] else { preconditionFailure("no whole number '\(name)'") }
    return value
  }

  func colour(_ name: String) -> Colour {
    guard case .colour(let value) = values[name] else { preconditionFailure("no colour '\(name)'") }
    return value
  }

  func choice<Choice: RawRepresentable<String>>(_ name: String) -> Choice {
    guard case .choice(let text) = values[name], let value = Choice(rawValue: text) else {
      preconditionFailure("no choice '\(name)'")
    }
    return value
  }
}
