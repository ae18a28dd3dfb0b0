internal import Wording

extension AboutFile {
  /// A file without answers, with every question as a comment.
  package static var template: String {
    var lines = comment(
      "What only you know about your dataset. Fill in what applies, then: "
        + "fmbuild publish data --to huggingface --about about.yaml --out upload. "
        + "A longer text goes on the lines below its key, indented, after '>'. "
        + "What you leave empty is not invented; publish lists what a site cannot do without.")
    for key in AboutKey.allCases {
      lines.append("")
      if key == .limitations {
        lines +=
          comment("Responsible AI: what the fields of croissant.json say, on Hugging Face and Zenodo.") + [""]
      }
      lines += comment(key.question)
      lines.append("\(key.rawValue):")
      switch key {
      case .creators: lines += ["- name:", "  orcid:", "  affiliation:"]
      case .datasheet:
        for question in DatasheetQuestion.asked {
          lines += comment(question.question).map { "  " + $0 } + ["  \(question.rawValue):"]
        }
      default: break
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The greatest length in characters of a line of the template.
  private static let lineLength = 100

  private static func comment(_ text: String) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= lineLength {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append("# " + word)
      }
    }
    return lines
  }
}
