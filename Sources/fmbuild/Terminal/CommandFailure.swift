internal import ArgumentParser
internal import Configuration
internal import DatasetBuilding
internal import IDX

extension ExitCode {
  /// Done, with more findings or rejects than the user allows.
  static let findings = ExitCode(1)
  /// Could not do it.
  static let couldNot = ExitCode(2)
  /// Stopped by Ctrl-C, as shells put it.
  static let interrupted = ExitCode(130)
}

/// Runs the body of a command; an error becomes a line on standard error and exit code 2.
func reportingFailure(_ body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch let error as ExitCode {
    throw error
  } catch let error as ValidationError {
    throw error
  } catch let error as DatasetError where error.code == .cancelled {
    Output.message(error.message)
    throw ExitCode.interrupted
  } catch is CancellationError {
    Output.message("interrupted")
    throw ExitCode.interrupted
  } catch {
    Output.message("fmbuild: \(error)")
    throw ExitCode.couldNot
  }
}
