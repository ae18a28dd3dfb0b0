/// The accuracy of every model on every dataset, as a chart.
package struct BenchmarkChart: Sendable {
  package struct Bar: Sendable {
    package let model: String
    package let dataset: String
    package let accuracy: Double
    package let lower: Double
    package let upper: Double
    /// Whether the dataset is the one in question.
    package let isSubject: Bool

    package init(
      model: String, dataset: String, accuracy: Double, lower: Double, upper: Double, isSubject: Bool
    ) {
      self.model = model
      self.dataset = dataset
      self.accuracy = accuracy
      self.lower = lower
      self.upper = upper
      self.isSubject = isSubject
    }
  }

  private let bars: [Bar]

  package init(_ bars: [Bar]) { self.bars = bars }

  package var svg: Markup {
    IntervalChart(
      title: "Test accuracy of each model on each dataset", valueTitle: "accuracy",
      rows: bars.map {
        IntervalChart.Row(
          name: "\($0.model), \($0.dataset)", value: $0.accuracy, lower: $0.lower, upper: $0.upper,
          isHighlighted: $0.isSubject)
      }
    ).svg
  }
}
