/// Runs work in pieces on all cores; results are in the order of the pieces, whatever the number of cores.
package enum Parallel {
  /// Calls `body` for each of 0..<count, and returns the results in that order.
  ///
  /// - Parameter jobCount: the most calls at a time.
  /// - Throws: what `body` throws; `CancellationError` if the task is cancelled.
  package static func map<Result: Sendable>(
    _ count: Int, jobCount: Int = Processors.count,
    _ body: @escaping @Sendable (Int) async throws -> Result
  ) async throws -> [Result] {
    let jobCount = min(count, max(1, jobCount))
    return try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var next = 0
      func startNext() {
        guard next < count else { return }
        let index = next
        next += 1
        group.addTask {
          try Task.checkCancellation()
          return (index, try await body(index))
        }
      }
      for _ in 0..<jobCount { startNext() }
      var results = [Result?](repeating: nil, count: count)
      while let (index, result) = try await group.next() {
        results[index] = result
        startNext()
      }
      return results.compactMap { $0 }
    }
  }

  /// Calls `body` for each of 0..<count on all cores, and hands the results to `consume` one by one, in that order.
  ///
  /// No more results than twice the number of cores are made before their turn, so that few are in memory at a time.
  ///
  /// - Throws: what `body` or `consume` throws; `CancellationError` if the task is cancelled.
  package static func inOrder<Result: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Result, consume: (Int, Result) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var (started, consumed) = (0, 0)
      var waiting: [Int: Result] = [:]
      func startNext() {
        while started < count, started - consumed < 2 * Processors.count {
          let index = started
          started += 1
          group.addTask {
            try Task.checkCancellation()
            return (index, try body(index))
          }
        }
      }
      startNext()
      while let (index, result) = try await group.next() {
        waiting[index] = result
        while let result = waiting.removeValue(forKey: consumed) {
          try consume(consumed, result)
          consumed += 1
        }
        startNext()
      }
    }
  }

  /// Calls `body` for consecutive pieces of 0..<count, each of `pieceLength` except perhaps the last, and returns the
  /// results in that order.
  package static func map<Result: Sendable>(
    _ count: Int, pieceLength: Int, _ body: @escaping @Sendable (Range<Int>) throws -> Result
  ) async throws -> [Result] {
    try await map((count + pieceLength - 1) / pieceLength) { piece in
      try body((piece * pieceLength)..<min((piece + 1) * pieceLength, count))
    }
  }
}
