internal import Platform
internal import Processors

/// The memory that all photos being converted at one time share.
///
/// A photo that needs more than is left waits until there is room, in the order of asking. A photo that is alone may
/// always go, however large it is.
package final class MemoryBudget: @unchecked Sendable {
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
  private let monitor = Monitor()
  private var takenByteCount = 0
  /// The numbers of the next photo to ask and of the next to go.
  private var (nextTicket, nextToGo) = (0, 0)

  package init(byteCount: Int = MemoryBudget.usual) { self.byteCount = byteCount }

  /// Takes a number of bytes, at least 0, which `giveBack` has to give back; waits until they are there.
  package func take(_ count: Int) {
    monitor.withLock {
      let ticket = nextTicket
      nextTicket += 1
      monitor.wait {
        ticket == nextToGo && (takenByteCount == 0 || takenByteCount <= byteCount - count)
      }
      nextToGo += 1
      takenByteCount += count
      monitor.announceChange()
    }
  }

  package func giveBack(_ count: Int) {
    monitor.withLock {
      takenByteCount -= count
      monitor.announceChange()
    }
  }
}
