internal import Dispatch
internal import FileSystem
internal import Platform
internal import Synchronization

/// What Ctrl-C, SIGTERM and SIGHUP do: they cancel the job that can be cancelled, or end the program. In both cases
/// nothing half written stays.
enum Interruption {
  /// Cancels the current job; nil if there is none, or it has been cancelled.
  fileprivate static let canceller = Mutex<(@Sendable () -> Void)?>(nil)

  /// The signal that cancelled a job; nil as long as none has.
  private static let cancellingSignal = Mutex<CInt?>(nil)

  /// The exit code of a job that was cancelled, which is that of shells for a program that the signal has ended: 130 by
  /// Ctrl-C, 143 by SIGTERM, 129 by SIGHUP.
  static var exitCode: Int32 { 128 + cancellingSignal.withLock { $0 ?? SIGINT } }

  /// Runs the program with these signals handled, except those that the parent process had ignored, as `nohup` does.
  static func handlingSignals(_ program: @Sendable () async -> Never) async -> Never {
    // A dedicated queue has a thread of its own; the threads of shared queues are busy with photos.
    let queue = DispatchQueue(label: "fmbuild.signals")
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        let cancel = canceller.withLock { canceller in
          defer { canceller = nil }
          return canceller
        }
        if let cancel {
          cancellingSignal.withLock { $0 = number }
          cancel()
        } else {
          end(by: number)
        }
        // A source that nothing refers to any more would be silent.
        withExtendedLifetime(source) {}
      }
      source.resume()
    }
    // Who reads the output may stop reading, as `head` does; the work is finished all the same.
    signal(SIGPIPE, SIG_IGN)
    await program()
  }

  /// Ends the program by a signal, after removing what is not finished. Another signal ends it at once.
  private static func end(by number: CInt) {
    signal(number, SIG_DFL)
    Unfinished.removeAll()
    kill(getpid(), number)
  }
}

/// Runs a job that Ctrl-C, SIGTERM or SIGHUP cancels, so that it can undo what it has begun.
///
/// A second signal ends the program at once.
func cancellableBySignals<Result: Sendable>(_ job: @escaping @Sendable () async throws -> Result) async throws
  -> Result
{
  let task = Task { try await job() }
  Interruption.canceller.withLock { $0 = { task.cancel() } }
  defer { Interruption.canceller.withLock { $0 = nil } }
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
