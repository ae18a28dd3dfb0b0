internal import ArgumentParser

/// A share of a whole on the command line: a number such as 0.2, or a percentage such as 20%.
struct Share: ExpressibleByArgument {
  /// The share as the user wrote it.
  let text: String
  /// The share, where 1 is the whole; of any size, and perhaps no number.
  let value: Double
  let isPercentage: Bool

  init?(argument: String) {
    isPercentage = argument.hasSuffix("%")
    guard let number = Double(isPercentage ? String(argument.dropLast()) : argument) else { return nil }
    text = argument
    value = isPercentage ? number / 100 : number
  }
}
