import Processors
import Synchronization
import Testing

/// Tests of work on all cores whose results are consumed in order.
struct InOrderTests {
  @Test func resultsComeInOrderAndFewWait() async throws {
    let started = Mutex(0)
    var consumed: [Int] = []
    try await Parallel.inOrder(500) { index in
      started.withLock { $0 += 1 }
      return index * index
    } consume: { index, result in
      #expect(result == index * index)
      consumed.append(index)
      #expect(started.withLock { $0 } <= consumed.count + 2 * Processors.count)
    }
    #expect(consumed == Array(0..<500))
  }

  struct Failure: Error, Equatable {
    let index: Int
  }

  @Test func failureEndsTheWork() async throws {
    var consumed = 0
    await #expect(throws: Failure(index: 7)) {
      try await Parallel.inOrder(500) { index in
        if index == 7 { throw Failure(index: index) }
      } consume: { _, _ in
        consumed += 1
      }
    }
    #expect(consumed <= 7)
    await #expect(throws: Failure(index: 3)) {
      try await Parallel.inOrder(500) {
        $0
      } consume: { index, _ in
        if index == 3 { throw Failure(index: index) }
      }
    }
  }
}
