internal import DatasetFormat
internal import ImageCore

/// The section that shows the distribution of the pixels' levels.
struct IntensitySection {
  let report: Report

  var section: PageSection {
    let intensities = report.intensities
    let reference = intensities.referenceCounts.map {
      Histogram.Series(name: folderName(report.reference?.folder ?? "reference"), levelCounts: $0)
    }
    let chart = Histogram(
      title: "Levels of the pixels, the background (0) left out",
      dataset: Histogram.Series(name: report.name, levelCounts: intensities.counts),
      reference: reference,
      leavesOutLevelZero: true)
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
