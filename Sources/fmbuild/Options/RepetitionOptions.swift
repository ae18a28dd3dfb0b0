internal import ArgumentParser
internal import Processors

/// The options that decide whether a training can be repeated to the bit: its random numbers and its threads.
struct RepetitionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Decides the first weights, the order of images and random changes.", valueName: "number"))
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp("Threads. (default: as many as there are processors)", valueName: "number"))
  var threads: Int?

  var threadCount: Int { threads ?? Processors.count }

  func validate() throws { try checkRanges([("--threads", threads, 1...1024)]) }
}

/// Checks values of options.
///
/// - Throws: `ValidationError` for a value that is given and not in its range.
func checkRanges(_ numbers: [(name: String, value: Int?, range: ClosedRange<Int>)]) throws {
  for (name, value, range) in numbers {
    guard let value, !range.contains(value) else { continue }
    throw ValidationError("\(name) takes \(range.lowerBound) to \(range.upperBound); you gave \(value).")
  }
}
