/// How what is said of a loader is known.
public enum Evidence: String, Sendable, CaseIterable {
  /// The loader was run on archives that meet its demands, and on some that do not.
  case executed
  /// Its source was read.
  case sourceRead = "source read"
  /// Its documentation says so, and nobody looked further.
  case documented
}
