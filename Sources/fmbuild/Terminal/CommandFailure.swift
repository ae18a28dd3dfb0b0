internal import ArgumentParser
internal import DatasetFormat

extension ExitCode {
  /// The command succeeded, but with more findings or rejected photos than the user allows.
  static let findings = ExitCode(1)
  /// The command failed.
  static let couldNot = ExitCode(2)
  /// The command was stopped by Ctrl-C or another signal.
  static var interrupted: ExitCode { ExitCode(Interruption.exitCode) }
}

extension ParsableCommand {
  /// Runs the body of the command; an error becomes a line on standard error and an exit code.
  static func reportingFailure(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as ExitCode {
      throw error
    } catch let error as ValidationError {
      throw CommandLineRunner.UsageError(message: error.message, command: Self.self)
    } catch let error as DatasetError where error.code == .cancelled {
      Output.message(Output.prefix + error.message)
      throw ExitCode.interrupted
    } catch is CancellationError {
      Output.message(Output.prefix + "interrupted")
      throw ExitCode.interrupted
    } catch {
      Output.message("\(Output.prefix)\(error)")
      throw ExitCode.couldNot
    }
  }
}
