internal import DatasetFormat
internal import ImageCore

/// The section that shows the distribution of the pixels' levels.
struct IntensitySection {
  let report: Report

  var section: PageSection {
    let intensities = report.intensities
    let reference = intensities.referenceCounts.map {
      (name: folderName(report.reference?.folder ?? "reference"), levels: $0)
    }
    let chart = Histogram(levels: intensities.counts, of: report.name, reference: reference)
    return PageSection(
      id: "intensity", title: "Intensity", shortTitle: "Intensity",
      body: """
        \(chart.svg)<p>\(meaning) Two datasets that differ here are two datasets to a network as \
        well.</p>

        """)
  }

  private var meaning: String {
    report.dataset.parts.first?.type.channels == .rgb
      ? "Of a pixel in colour, the level is how far its brightness is from the background's, 0 to 255."
      : "Level 0 is the background, 255 the brightest."
  }
}
