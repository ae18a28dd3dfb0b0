internal import Platform
internal import Processors
internal import Synchronization

/// Threads that work at the same time, again and again, with little in between.
///
/// The system takes longer to wake a thread than a small network takes for its share of a batch. So a thread that waits
/// looks again and again for a while, leaving its processor to others in between, and sleeps only then.
package final class ThreadTeam: Sendable {
  /// The number of threads, the one that calls `run` included.
  package let count: Int

  private let state: State
  private let threads: [pthread_t]

  /// - Parameter count: the wanted number of threads; there are fewer if the system gives no more.
  package init(count: Int) {
    let state = State()
    var threads: [pthread_t] = []
    while threads.count + 1 < count, let thread = Self.start(number: threads.count + 1, state) {
      threads.append(thread)
    }
    self.count = threads.count + 1
    self.state = state
    self.threads = threads
  }

  deinit {
    state.start(nil, workerCount: threads.count)
    for thread in threads {
      // A thread may be the last to let go of what it worked on, and of this team with it.
      if pthread_equal(thread, pthread_self()) == 0 {
        pthread_join(thread, nil)
      } else {
        pthread_detach(thread)
      }
    }
  }

  /// Calls `work` once for each number of 0..<`count`, as many at a time as there are threads, and returns when all calls
  /// have.
  ///
  /// Only one thread may call this at a time.
  package func run(_ workCount: Int, _ work: @escaping @Sendable (Int) -> Void) {
    let threadCount = count
    let share = { @Sendable (thread: Int) in
      for number in stride(from: thread, to: workCount, by: threadCount) { work(number) }
    }
    guard threadCount > 1 else { return share(0) }
    state.start(share, workerCount: threads.count)
    share(0)
    state.waitForWorkers()
  }

  private static func start(number: Int, _ state: State) -> pthread_t? {
    let start = unsafe Unmanaged.passRetained(Start(number: number, state: state))
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = unsafe pthread_create(
        &thread, nil,
        { argument in
          unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().work()
          return nil
        }, start.toOpaque())
    #else
      var thread = pthread_t()
      let status = unsafe pthread_create(
        &thread, nil,
        { argument in
          if let argument = unsafe argument {
            unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().work()
          }
          return nil
        }, start.toOpaque())
    #endif
    guard status == 0 else {
      unsafe start.release()
      return nil
    }
    return thread
  }

  /// What a thread begins with.
  private final class Start: Sendable {
    let number: Int
    let state: State

    init(number: Int, state: State) {
      self.number = number
      self.state = state
    }

    func work() {
      var round = 0
      while let work = state.waitForWork(after: round) {
        work(number)
        state.finish()
        round += 1
      }
    }
  }
}

/// What the threads of a team have in common.
///
/// It may be shared although `work` is a variable without a lock: it is written before `round` grows and read after it has,
/// and the next is written only when no worker is left.
private final class State: @unchecked Sendable {
  /// How often a thread looks for a change before it sleeps: some tenths of a millisecond in all.
  private static let patience = 1000

  /// The number of pieces of work so far.
  private let round = Atomic(0)
  /// The number of threads that have not finished the work of this round.
  private let workerCount = Atomic(0)
  private var work: (@Sendable (Int) -> Void)?
  private let monitor = Monitor()

  /// Gives all workers the same work; nil ends them.
  func start(_ work: (@Sendable (Int) -> Void)?, workerCount: Int) {
    self.work = work
    self.workerCount.store(workerCount, ordering: .relaxed)
    announce { round.add(1, ordering: .releasing) }
  }

  /// Returns the work of the next round.
  func waitForWork(after round: Int) -> (@Sendable (Int) -> Void)? {
    wait { self.round.load(ordering: .acquiring) != round }
    return work
  }

  func finish() {
    if workerCount.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 { announce {} }
  }

  func waitForWorkers() {
    wait { workerCount.load(ordering: .acquiring) == 0 }
    work = nil
  }

  private func wait(until isTrue: () -> Bool) {
    for _ in 0..<Self.patience {
      if isTrue() { return }
      sched_yield()
    }
    monitor.withLock { monitor.wait(until: isTrue) }
  }

  /// Makes a change, or tells of one, so that no thread can fall asleep between its last look and the change.
  private func announce(_ make: () -> Void) {
    monitor.withLock {
      make()
      monitor.announceChange()
    }
  }
}
