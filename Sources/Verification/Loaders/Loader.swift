/// A program that loads datasets in MNIST format, and what it demands of them.
public struct Loader: Sendable, Hashable {
  /// As `--for` takes it: lower case.
  public let name: String
}

/// temporary
public enum LoaderTable {
  public static func loaders(named text: String) throws(VerificationError) -> [Loader] { [] }
}
