import Conversion
import Synchronization
import Testing

struct MemoryBudgetTests {
  /// What photos have taken together.
  private final class Ledger: Sendable {
    let taken = Mutex((now: 0, most: 0, photoCount: 0))
  }

  @Test func photoThatIsAloneMayAlwaysGo() {
    let memory = MemoryBudget(byteCount: 100)
    for _ in 0..<3 {
      memory.take(1000)
      memory.giveBack(1000)
    }
    memory.take(0)
    memory.take(100)
    memory.giveBack(100)
    memory.giveBack(0)
  }

  @Test func photosTogetherNeverTakeMoreThanThereIs() async {
    let memory = MemoryBudget(byteCount: 100)
    let ledger = Ledger()
    await withTaskGroup { group in
      for task in 0..<8 {
        group.addTask {
          for photo in 0..<200 {
            // From 10 to 150 bytes, so that some exceed the budget by themselves.
            let byteCount = 10 + (task * 31 + photo * 17) % 141
            memory.take(byteCount)
            ledger.taken.withLock { taken in
              taken.now += byteCount
              // A photo above the budget goes alone.
              taken.most = max(taken.most, taken.now > byteCount ? taken.now : 0)
              taken.photoCount += 1
            }
            for _ in 0..<50 { ledger.taken.withLock { $0.most += 0 } }
            ledger.taken.withLock { $0.now -= byteCount }
            memory.giveBack(byteCount)
          }
        }
      }
    }
    #expect(ledger.taken.withLock { $0.most } <= 100)
    #expect(ledger.taken.withLock { $0.photoCount } == 1600)
  }

  @Test func usualBudgetIsOfThisMachine() {
    #expect(MemoryBudget.usual > 1 << 27)
  }
}
