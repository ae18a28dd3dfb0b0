internal import ArgumentParser

struct Samples: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw synthetic product photos to try the program on.")
  func run() async throws {}
}
