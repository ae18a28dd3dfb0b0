/// Computation of independent rows on several threads, in one piece per thread.
enum RowPieces {
  /// Calls `body` for consecutive pieces of 0..<count, and returns the joined results in that order.
  ///
  /// - Throws: the error that `body` throws; `CancellationError` if the task is cancelled.
  static func map<Element: Sendable>(
    _ count: Int, threadCount: Int, _ body: @escaping @Sendable (Range<Int>) throws -> [Element]
  ) async throws -> [Element] {
    try Task.checkCancellation()
    precondition(threadCount > 0, "at least one thread is needed")
    let pieceCount = max(1, min(threadCount, count))
    guard pieceCount > 1 else { return try body(0..<count) }
    return try await withThrowingTaskGroup(of: (Int, [Element]).self) { group in
      for piece in 0..<pieceCount {
        let rows = (piece * count / pieceCount)..<((piece + 1) * count / pieceCount)
        group.addTask { (piece, try body(rows)) }
      }
      var results = [[Element]](repeating: [], count: pieceCount)
      for try await (piece, elements) in group { results[piece] = elements }
      return Array(results.joined())
    }
  }
}
