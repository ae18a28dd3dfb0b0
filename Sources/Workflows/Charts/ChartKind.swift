package import ImageCore
package import Reporting

/// A chart that `fmbuild chart` draws into a file of its own.
package protocol ChartKind: Sendable {
  /// The name on the command line.
  var name: String { get }
  /// What the chart shows, in a few words.
  var summary: String { get }
  /// The options without which there is nothing to draw.
  var needs: [ChartOption] { get }
  /// The options that change what is drawn, beside those that it needs.
  var takes: [ChartOption] { get }

  /// Returns the chart.
  ///
  /// - Throws: `DatasetError` or `TrainingError` if something cannot be read; `CancellationError`.
  func chart(of source: ChartSource) async throws -> Chart
}

extension ChartKind {
  package var needs: [ChartOption] { [] }
  package var takes: [ChartOption] { [] }
}

/// A chart as markup, with the pictures that it shows.
package struct Chart: Sendable {
  /// The charts, side by side from the left to the right; an empty one has nothing to show.
  package let parts: [Markup]
  /// The pictures that the charts refer to by number.
  package var pictures: [Image] = []
}

/// What `fmbuild chart` is told beside the dataset and the chart.
package enum ChartOption: String, CaseIterable, Sendable {
  case model, against, photos, split, seed

  package var flag: String { "--\(rawValue)" }

  /// What to write where the option is missing.
  package var usage: String {
    switch self {
    case .model: "--model FOLDER, a model that 'fmbuild train --out' wrote"
    case .against: "--against DATASET"
    case .photos: "--photos FOLDER"
    case .split: "--split SPLIT"
    case .seed: "--seed NUMBER"
    }
  }
}
