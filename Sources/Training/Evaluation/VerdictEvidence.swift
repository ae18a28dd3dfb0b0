/// The figures that a `Verdict` is made of. What is nil was not measured, and nothing is concluded from it.
public struct VerdictEvidence: Hashable, Sendable {
  /// As sentences name the model: `the CNN`.
  public var modelName: String
  /// Of the model, on the test files.
  public var test: Scores
  /// Share of the images trained with that the trained model gets right, 0...1.
  public var trainingAccuracy: Double?
  /// Images set aside from the training files, and those of them that the model gets right.
  public var validation: Proportion?
  /// How many times the model saw the training images.
  public var epochs: Int?
  /// Of `MajorityBaseline`, on the test files.
  public var majority: Scores?
  /// Of softmax regression, on the test files; nil if it is the model itself.
  public var softmax: Scores?
  /// Of `NearestNeighbours` with five, on the test files.
  public var nearestNeighbours: Scores?
  /// The median over all pairs of classes of how often the best single pixel tells them apart, 0.5...1.
  public var onePixelMedian: Double?
  /// In the order of the labels; a class without a name goes by its number.
  public var classNames: [String]

  public init(
    modelName: String, test: Scores, trainingAccuracy: Double? = nil, validation: Proportion? = nil,
    epochs: Int? = nil, majority: Scores? = nil, softmax: Scores? = nil, nearestNeighbours: Scores? = nil,
    onePixelMedian: Double? = nil, classNames: [String] = []
  ) {
    self.modelName = modelName
    self.test = test
    self.trainingAccuracy = trainingAccuracy
    self.validation = validation
    self.epochs = epochs
    self.majority = majority
    self.softmax = softmax
    self.nearestNeighbours = nearestNeighbours
    self.onePixelMedian = onePixelMedian
    self.classNames = classNames
  }

  /// A baseline with the name that sentences give it.
  struct Baseline {
    let name: String
    let accuracy: Proportion
  }

  /// Those that look at the images.
  var baselines: [Baseline] {
    [("softmax", softmax), ("5-NN", nearestNeighbours)].compactMap { name, scores in
      scores.map { Baseline(name: name, accuracy: $0.accuracy) }
    }
  }

  var bestBaseline: Baseline? { baselines.max { $0.accuracy.value < $1.accuracy.value } }

  /// Always the same class: the majority of the training images if that was measured, otherwise the best that any class does
  /// on the test files, which is a little more.
  var constant: Baseline {
    let confusion = (majority ?? test).confusion
    let counts = confusion.counts.indices.map {
      majority == nil ? confusion.givenCount(of: $0) : confusion.predictedCount(of: $0)
    }
    let label = counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
    let rightCount = counts.isEmpty ? 0 : confusion.givenCount(of: label)
    return Baseline(
      name: "always saying \(className(label))", accuracy: Proportion(rightCount, of: confusion.itemCount))
  }

  func className(_ label: Int) -> String {
    classNames.indices.contains(label) ? classNames[label] : "class \(label)"
  }
}
