internal import Wording

/// The licence of a dataset.
package struct Licence: Hashable, Sendable {
  /// The SPDX identifier; nil for a licence that SPDX does not know.
  package let identifier: String?
  /// The name in words.
  package let name: String
  /// The address of the licence's text.
  package let url: String
  /// The identifier on Hugging Face's hub; nil if the hub has none.
  let hubIdentifier: String?
  /// The name on Kaggle; nil if Kaggle has none, or none is known.
  let kaggleName: String?

  /// Makes a licence that SPDX does not know.
  init(otherNamed name: String, url: String) {
    identifier = nil
    self.name = name
    self.url = url
    (hubIdentifier, kaggleName) = (nil, nil)
  }

  private init(_ identifier: String, _ name: String, hub: String? = nil, kaggle: String? = nil) {
    self.identifier = identifier
    self.name = name
    url = "https://spdx.org/licenses/\(identifier).html"
    hubIdentifier = hub
    kaggleName = kaggle
  }

  /// The word for a licence that SPDX does not know.
  static let other = "other"

  /// Licences under which data are published, and those of programs that people take for data.
  static let known: [Licence] = [
    Licence(
      "CC0-1.0", "Creative Commons Zero 1.0, public domain", hub: "cc0-1.0", kaggle: "CC0-1.0"),
    Licence("CC-BY-4.0", "Creative Commons Attribution 4.0", hub: "cc-by-4.0", kaggle: "CC-BY-4.0"),
    Licence(
      "CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0", hub: "cc-by-sa-4.0",
      kaggle: "CC-BY-SA-4.0"),
    Licence(
      "CC-BY-NC-4.0", "Creative Commons Attribution-NonCommercial 4.0", hub: "cc-by-nc-4.0"),
    Licence(
      "CC-BY-NC-SA-4.0", "Creative Commons Attribution-NonCommercial-ShareAlike 4.0",
      hub: "cc-by-nc-sa-4.0", kaggle: "CC-BY-NC-SA-4.0"),
    Licence("CC-BY-ND-4.0", "Creative Commons Attribution-NoDerivatives 4.0", hub: "cc-by-nd-4.0"),
    Licence(
      "CC-BY-NC-ND-4.0", "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0",
      hub: "cc-by-nc-nd-4.0"),
    Licence("CC-BY-3.0", "Creative Commons Attribution 3.0", hub: "cc-by-3.0"),
    Licence(
      "CC-BY-SA-3.0", "Creative Commons Attribution-ShareAlike 3.0", hub: "cc-by-sa-3.0",
      kaggle: "CC-BY-SA-3.0"),
    Licence("PDDL-1.0", "Public Domain Dedication and Licence 1.0", hub: "pddl"),
    Licence("ODC-By-1.0", "Open Data Commons Attribution 1.0", hub: "odc-by"),
    Licence("ODbL-1.0", "Open Database Licence 1.0", hub: "odbl", kaggle: "ODbL-1.0"),
    Licence(
      "CDLA-Permissive-1.0", "Community Data License Agreement Permissive 1.0", hub: "cdla-permissive-1.0"),
    Licence("CDLA-Sharing-1.0", "Community Data License Agreement Sharing 1.0", hub: "cdla-sharing-1.0"),
    Licence("C-UDA-1.0", "Computational Use of Data Agreement 1.0", hub: "c-uda"),
    Licence("OGL-UK-3.0", "Open Government Licence 3.0"),
    Licence("MIT", "MIT License", hub: "mit"),
    Licence("Apache-2.0", "Apache License 2.0", hub: "apache-2.0"),
    Licence("BSD-3-Clause", "BSD 3-Clause License", hub: "bsd-3-clause"),
    Licence("GPL-3.0-only", "GNU General Public License 3.0", hub: "gpl-3.0"),
  ]

  /// Returns the licence with an SPDX identifier, in any case; nil if it is not among the known ones.
  static func named(_ identifier: String) -> Licence? {
    known.first { $0.identifier?.lowercased() == identifier.lowercased() }
  }

  /// Returns a message that there is no licence with an identifier, and which there are.
  static func absence(of identifier: String) -> String {
    let names = known.compactMap(\.identifier)
    return
      "'\(identifier)' is no licence that the sites take\(Spelling.suggestion(for: identifier, among: names)); there are "
      + names.joined(separator: ", ")
      + ", and '\(other)' with \(AboutKey.licenceName.rawValue) and \(AboutKey.licenceURL.rawValue)"
  }

  /// The licence in one line, with its address.
  package var sentence: String { (identifier.map { "\($0): " } ?? "") + "\(name), \(url)" }
}
