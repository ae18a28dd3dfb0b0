internal import Platform
internal import Processors

/// The memory that all photos being converted at one time share.
///
/// A photo that needs more than is left waits until there is room, in the order of asking. A photo that is alone may
/// always go, however large it is.
///
/// It is safe although it uses a mutex of the system: the mutex and the condition are made and destroyed with this
/// object and stay at their addresses.
@safe package final class MemoryBudget: @unchecked Sendable {
  /// Half of the memory that this process may have, in bytes: the machine's, or what `ulimit -v` leaves.
  package static var usual: Int {
    #if canImport(Glibc)
      let addressSpace = __rlimit_resource_t(RLIMIT_AS.rawValue)
    #else
      let addressSpace = RLIMIT_AS
    #endif
    var limit = rlimit()
    let isLimited = unsafe getrlimit(addressSpace, &limit) == 0
    let allowed = isLimited ? Int(clamping: limit.rlim_cur) : .max
    return min(Processors.memoryByteCount, allowed) / 2
  }

  private let byteCount: Int
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var takenByteCount = 0
  /// The numbers of the next photo to ask and of the next to go.
  private var (nextTicket, nextToGo) = (0, 0)

  package init(byteCount: Int = MemoryBudget.usual) {
    self.byteCount = byteCount
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(change, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(change)
    unsafe pthread_mutex_destroy(mutex)
    unsafe change.deallocate()
    unsafe mutex.deallocate()
  }

  /// Takes a number of bytes, at least 0, which `giveBack` has to give back; waits until they are there.
  package func take(_ count: Int) {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    let ticket = nextTicket
    nextTicket += 1
    while ticket != nextToGo || takenByteCount > 0 && takenByteCount > byteCount - count {
      unsafe pthread_cond_wait(change, mutex)
    }
    nextToGo += 1
    takenByteCount += count
    unsafe pthread_cond_broadcast(change)
  }

  package func giveBack(_ count: Int) {
    unsafe pthread_mutex_lock(mutex)
    takenByteCount -= count
    unsafe pthread_cond_broadcast(change)
    unsafe pthread_mutex_unlock(mutex)
  }
}
