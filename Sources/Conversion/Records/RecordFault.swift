internal import DatasetFormat

/// What is wrong with a stream of records, and what the user can do about it, without the name of the stream.
package struct RecordFault: Error {
  package let message: String

  init(_ message: String) { self.message = message }

  /// The fault of a stream whose bytes contradict each other.
  static func damaged(_ what: String) -> RecordFault {
    RecordFault("the stream is damaged (\(what)); make it again")
  }

  /// The error about a stream with a name.
  func error(in name: String) -> DatasetError { DatasetError(.unreadable, "\(name): \(message)") }
}
