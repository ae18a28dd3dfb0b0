import Synchronization
import Testing
import Training

struct ThreadTeamTests {
  @Test(arguments: 1...5)
  func everyNumberIsWorkedOnOnceInEachOfManyRounds(_ threadCount: Int) {
    let team = ThreadTeam(count: threadCount)
    for round in 0..<500 {
      let workCount = round % 9
      let counts = Mutex([Int](repeating: 0, count: workCount))
      team.run(workCount) { number in counts.withLock { $0[number] += 1 } }
      #expect(counts.withLock { $0 } == [Int](repeating: 1, count: workCount))
    }
  }

  @Test func threadsThatHaveFallenAsleepGoOn() async throws {
    let team = ThreadTeam(count: 3)
    for _ in 0..<5 {
      try await Task.sleep(for: .milliseconds(30))
      let sum = Mutex(0)
      team.run(3) { number in sum.withLock { $0 += number + 1 } }
      #expect(sum.withLock { $0 } == 6)
    }
  }

  @Test func whatTheThreadsWriteIsThereWhenTheCallReturns() {
    let team = ThreadTeam(count: 2)
    // The second thread works long, so that the first waits for it, asleep.
    let sums = Mutex([0.0, 0.0])
    team.run(2) { number in
      var sum = 0.0
      for term in 1...(number == 1 ? 30_000_000 : 10) { sum += 1 / Double(term) }
      sums.withLock { $0[number] = sum }
    }
    #expect(sums.withLock { $0.allSatisfy { $0 > 2 } })
  }

  /// What holds a team and lends itself to its threads, as a trainer does.
  private final class Owner: Sendable {
    let team = ThreadTeam(count: 3)
    let sum = Mutex(0)

    func work() { team.run(3) { [self] number in sum.withLock { $0 += number } } }
  }

  @Test func aTeamThatItsOwnThreadsKeepAliveEnds() {
    for _ in 0..<300 {
      let owner = Owner()
      owner.work()
      #expect(owner.sum.withLock { $0 } == 3)
    }
  }

  @Test func manyTeamsComeAndGo() {
    for _ in 0..<200 {
      let team = ThreadTeam(count: 2)
      #expect(team.count == 2)
    }
  }
}
