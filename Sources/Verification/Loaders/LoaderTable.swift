internal import Wording

/// All known loaders. The option `--for`, the check `loaders` and the documentation are made from this list.
public enum LoaderTable {
  /// The loaders in the order in which they are shown, the most used languages first.
  public static let all: [Loader] = torchvision + keras + otherPython + compiled + statistics

  /// Parses the value of the option `--for`: names separated by commas, or `all`.
  ///
  /// - Parameter others: further names that the caller takes, for advice in the error.
  /// - Returns: each loader once, in the order in which the loaders were named.
  /// - Throws: `VerificationError` with the code `invalidInput` for an unknown name, with the closest name if there is
  ///   one and a list of all names.
  public static func loaders(named text: String, orAmong others: [String] = [])
    throws(VerificationError) -> [Loader]
  {
    var loaders: [Loader] = []
    for name in names(in: text) {
      let named = name == "all" ? all : [try loader(named: name, others)]
      loaders += named.filter { !loaders.contains($0) }
    }
    return loaders
  }

  /// Returns the names in a value of the option `--for`, in lower case.
  package static func names(in text: String) -> [String] {
    text.split(separator: ",", omittingEmptySubsequences: false).map { trimmed(String($0)).lowercased() }
  }

  /// Other names that people have for loaders.
  private static let otherNames = [
    "sklearn": "scikit-learn", "tfds": "tensorflow-datasets", "hf": "huggingface",
  ]

  private static func loader(named name: String, _ others: [String]) throws(VerificationError) -> Loader {
    if let loader = all.first(where: { $0.name == name }) { return loader }
    let names = (all.map(\.name) + others).sorted()
    // Programs that people name here, though their users load datasets by other loaders.
    let hint = ["numpy", "pytorch", "torch", "tensorflow"].contains(name.lowercased())
    let advice =
      hint ? "; 'torchvision', 'keras' and 'idx2numpy' are the loaders that people use with it" : ""
    let suggestion =
      otherNames[name.lowercased()].map { " (did you mean '\($0)'?)" }
      ?? Spelling.suggestion(for: name, among: names)
    throw VerificationError(
      .invalidInput,
      "--for: there is no loader '\(name)'\(suggestion)\(advice); there are "
        + "\(names.joined(separator: ", ")), and 'all' for all of them"
    )
  }
}
