internal import Wording

/// All charts that `fmbuild chart` draws: the help, the messages and the documents list these.
package enum ChartCatalogue {
  package static let all: [any ChartKind] = [
    ClassesChart(), SpriteOfClassesChart(), StagesOfPhotosChart(), IntensityChart(), MapChart(),
    CurvesChart(),
    ConfusionsChart(), ScoresChart(), CalibrationChart(), PredictionsChart(),
  ]

  /// Returns the chart with a name; nil if there is none.
  package static func kind(named name: String) -> (any ChartKind)? {
    all.first { Spelling.isSame($0.name, name) }
  }

  /// Returns a message about a name that no chart has.
  package static func message(aboutUnknown name: String) -> String {
    let names = all.map(\.name)
    return
      "there is no chart '\(name)'\(Spelling.suggestion(for: name, among: names)); there are \(names.joined(separator: ", "))"
  }

  /// The charts as rows of a table in Markdown, as the documents have it.
  package static var markdown: String {
    all.map { kind in
      let needs = kind.needs.map { "`\($0.flag)`" }.joined(separator: ", ")
      let takes = kind.takes.map { "`\($0.flag)`" }.joined(separator: ", ")
      return "| `\(kind.name)` | \(kind.summary) | \(needs) | \(takes) |\n"
    }.joined()
  }
}
