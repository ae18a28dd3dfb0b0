/// Runs a job in two steps, which signals cancel: it reads, while a line says what, and then works through images, which
/// are counted.
///
/// - Parameters:
///   - read: shows what it reads by the function that it is given.
///   - work: tells how many of how many images are done.
/// - Returns: what was read, and the result of the work.
func showingProgress<Source: Sendable, Result: Sendable>(
  isQuiet: Bool,
  reading read: @escaping @Sendable (_ show: @escaping @Sendable (String) -> Void) async throws -> Source,
  working work:
    @escaping @Sendable (
      Source, _ report: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
    ) async throws -> Result
) async throws -> (source: Source, result: Result) {
  let status = StatusLine(isQuiet: isQuiet)
  return try await cancellableBySignals {
    defer { status.finish() }
    let source = try await read { status.show($0) }
    status.finish()
    let progress = ProgressLine(noun: "image", isQuiet: isQuiet)
    defer { progress.finish() }
    return (source, try await work(source) { progress.update(done: $0, total: $1) })
  }
}
