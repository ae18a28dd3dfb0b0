internal import Dispatch
internal import Platform

/// Runs a job that Ctrl-C, SIGTERM or SIGHUP cancels, so that it can undo what it has begun.
///
/// A second signal ends the program at once.
func cancellableBySignals<Result: Sendable>(_ job: @escaping @Sendable () async throws -> Result) async throws
  -> Result
{
  let task = Task { try await job() }
  // A dedicated queue has a thread of its own; the threads of shared queues are busy with photos.
  let queue = DispatchQueue(label: "fmbuild.signals")
  let sources = [SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }.map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
    source.setEventHandler {
      task.cancel()
      signal(number, SIG_DFL)
    }
    source.resume()
    return source
  }
  defer { for source in sources { source.cancel() } }
  return try await task.value
}

/// Returns whether the parent process had the signal ignored, as `nohup` does.
private func isIgnored(_ number: CInt) -> Bool {
  var action = sigaction()
  guard unsafe sigaction(number, nil, &action) == 0 else { return false }
  #if canImport(Darwin)
    let handler = unsafe action.__sigaction_u.__sa_handler
  #else
    let handler = unsafe action.__sigaction_handler.sa_handler
  #endif
  return unsafe (unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self))
}
