internal import Platform

/// A lock of the system with a condition, for threads that wait for each other's changes.
///
/// It is safe although it uses pointers: the mutex and the condition are made and destroyed with this object and stay at
/// their addresses.
@safe package final class Monitor: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  package init() {
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(change, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(change)
    unsafe pthread_mutex_destroy(mutex)
    unsafe change.deallocate()
    unsafe mutex.deallocate()
  }

  /// Calls `body` while no other thread is in this function.
  package func withLock(_ body: () -> Void) {
    unsafe pthread_mutex_lock(mutex)
    body()
    unsafe pthread_mutex_unlock(mutex)
  }

  /// Inside `withLock`: waits until `isTrue`, leaving the lock to others until they announce a change.
  package func wait(until isTrue: () -> Bool) {
    while !isTrue() { unsafe pthread_cond_wait(change, mutex) }
  }

  /// Inside `withLock`: wakes the threads that wait.
  package func announceChange() { unsafe pthread_cond_broadcast(change) }
}
