/// The results that a `Verdict` is based on; nil for results that were not measured.
public struct VerdictEvidence: Hashable, Sendable {
  /// The name of the model in sentences, such as `the CNN`.
  public var modelName: String
  /// The scores of the model on the test images.
  public var test: Scores
  /// The accuracy of the trained model on the training images, 0...1.
  public var trainingAccuracy: Double?
  /// The accuracy on the validation images, which are not used for training.
  public var validation: Proportion?
  /// The number of epochs of the training.
  public var epochs: Int?
  /// The scores of `MajorityBaseline` on the test images.
  public var majority: Scores?
  /// The scores of softmax regression on the test images; nil if it is the model itself.
  public var softmax: Scores?
  /// The scores of `NearestNeighbours` with five neighbours on the test images.
  public var nearestNeighbours: Scores?
  /// The median over all pairs of classes of the accuracy with which one pixel tells the two apart, 0.5...1.
  public var onePixelMedian: Double?
  /// The names of the classes in the order of the labels; a class without a name is called by its number.
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

  /// A baseline with its name in sentences.
  struct Baseline {
    let name: String
    let accuracy: Proportion
  }

  /// The measured baselines that use the images, unlike the majority.
  var baselines: [Baseline] {
    [("softmax", softmax), ("5-NN", nearestNeighbours)].compactMap { name, scores in
      scores.map { Baseline(name: name, accuracy: $0.accuracy) }
    }
  }

  var bestBaseline: Baseline? { baselines.max { $0.accuracy.value < $1.accuracy.value } }

  /// The constant prediction: the majority of the training images if it was measured, otherwise the majority of the
  /// test images, which is slightly better.
  var constant: Baseline {
    let confusion = (majority ?? test).confusion
    let counts = confusion.counts.indices.map {
      majority == nil ? confusion.givenCount(of: $0) : confusion.predictedCount(of: $0)
    }
    let label = counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
    let rightCount = counts.isEmpty ? 0 : confusion.givenCount(of: label)
    return Baseline(
      name: "always predicting \(className(label))",
      accuracy: Proportion(rightCount, of: confusion.imageCount))
  }

  func className(_ label: Int) -> String {
    classNames.indices.contains(label) ? classNames[label] : "class \(label)"
  }
}
