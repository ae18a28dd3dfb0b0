/// Rows that are computed independently of each other, in as many pieces as there are threads.
enum RowPieces {
  /// What `body` gives for the pieces of 0..<count, in their order.
  ///
  /// - Throws: what `body` throws; `CancellationError` if the task is cancelled.
  static func map<Element: Sendable>(
    _ count: Int, threadCount: Int, _ body: @escaping @Sendable (Range<Int>) throws -> [Element]
  ) async throws -> [Element] {
    try Task.checkCancellation()
    precondition(threadCount > 0, "there is a thread")
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
