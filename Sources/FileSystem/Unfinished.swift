internal import Synchronization

/// The files and folders that this process writes under temporary names, so that a signal that ends the process can
/// remove them first.
package enum Unfinished {
  private static let paths = Mutex<Set<String>>([])

  private static let lastNumber = Mutex(0)

  /// Returns a number that no temporary name of this process has had.
  static func nextNumber() -> Int {
    lastNumber.withLock { number in
      number += 1
      return number
    }
  }

  static func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }

  static func remove(_ path: String) { paths.withLock { _ = $0.remove(path) } }

  static func contains(_ path: String) -> Bool { paths.withLock { $0.contains(path) } }

  /// Calls `finish`, which puts the file or folder at `path` under its final name. Meanwhile `removeAll()` waits, so
  /// that nothing is removed that has just become the user's.
  static func finishing<Result, Failure: Error>(
    _ path: String, _ finish: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try paths.withLock { paths throws(Failure) in
      let result = try finish()
      paths.remove(path)
      return result
    }
  }

  /// Removes all unfinished files and folders. The process has to end afterwards, because its writers do not know.
  package static func removeAll() {
    paths.withLock { paths in
      for path in paths { removeTree(path) }
    }
  }
}
