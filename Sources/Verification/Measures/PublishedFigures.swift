internal import DatasetFormat

/// Measurements of the published Fashion-MNIST, to compare another dataset's with.
///
/// The figures are printed by `fmbuild verify --only one-pixel --json` for Debian's package `dataset-fashion-mnist`.
enum PublishedFigures {
  /// The accuracy of the best single pixel for each pair of classes in the training images, 0.5...1. The row of a class
  /// has its pairs with all later classes.
  private static let onePixelAccuracies = [
    0.9233, 0.9420, 0.8917, 0.8946, 0.9858, 0.7990, 0.9913, 0.9174, 0.9884,
    0.9771, 0.9293, 0.9585, 0.9901, 0.9420, 0.9978, 0.9613, 0.9904,
    0.9538, 0.7890, 0.9952, 0.7537, 0.9968, 0.9142, 0.9957,
    0.8998, 0.9814, 0.8732, 0.9943, 0.9181, 0.9874,
    0.9934, 0.7073, 0.9972, 0.9116, 0.9952,
    0.9921, 0.7833, 0.8952, 0.8518,
    0.9955, 0.9187, 0.9929,
    0.9128, 0.8995,
    0.9642,
  ]

  static func onePixelAccuracy(_ first: Int, _ second: Int) -> Double {
    let before = first * (2 * 10 - first - 1) / 2
    return onePixelAccuracies[before + second - first - 1]
  }

  static var medianOnePixelAccuracy: Double { Quantiles(onePixelAccuracies).median }

  static var lowestOnePixelAccuracy: Double { onePixelAccuracies.min() ?? 0 }
}
