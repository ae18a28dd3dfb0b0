internal import Dispatch

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Runs a job that Ctrl-C stops in an orderly way: the job is cancelled and takes back what it had begun.
///
/// A second Ctrl-C stops at once.
func cancellableBySignals<Result: Sendable>(_ job: @escaping @Sendable () async throws -> Result) async throws
  -> Result
{
  let task = Task { try await job() }
  // A queue of its own has a thread of its own: the shared ones are busy with photos.
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

/// Whether whoever started the program does not want it stopped by that signal, as `nohup` does.
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
