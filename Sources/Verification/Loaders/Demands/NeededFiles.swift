/// Which archives have to be there before a loader reads any.
public enum NeededFiles: String, Sendable, CaseIterable {
  case allFour = "all four"
  /// The images and labels that it is asked for.
  case oneSplit = "those of a split"
  /// The file that it is asked for.
  case oneFile = "each by itself"
}
