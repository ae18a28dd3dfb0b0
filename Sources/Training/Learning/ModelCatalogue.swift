/// The networks that come with the program, with a recipe for each.
public enum ModelCatalogue {
  public struct Entry: Sendable {
    /// The name that `--model` takes.
    public let name: String
    /// The name in sentences, such as `the CNN`.
    public let title: String
    public let summary: String
    public let recipe: TrainingRecipe
    private let averagesMirrored: Bool
    private let layers: @Sendable (_ classCount: Int) -> [LayerDescription]

    init(
      _ name: String, _ title: String, _ summary: String, _ recipe: TrainingRecipe,
      averagesMirrored: Bool = false,
      _ layers: @escaping @Sendable (_ classCount: Int) -> [LayerDescription]
    ) {
      self.name = name
      self.title = title
      self.summary = summary
      self.recipe = recipe
      self.averagesMirrored = averagesMirrored
      self.layers = layers
    }

    /// Returns the network for a number of classes.
    public func model(classCount: Int) -> ModelDescription {
      ModelDescription(
        name: name, summary: summary, layers: layers(classCount), averagesMirrored: averagesMirrored)
    }
  }

  /// All networks, from the simplest to the most accurate.
  public static let all = [softmax, mlp, lenet5, plainCNN, cnn, resnet]

  public static let softmax = Entry(
    "softmax", "softmax", "one dense layer: logistic regression",
    TrainingRecipe(
      epochs: 20, batchSize: 100, optimiser: .adam(), learningRate: 0.002, schedule: .oneCycle(),
      weightDecay: 0.01)
  ) { [.dense(units: $0)] }

  static let mlp = Entry(
    "mlp", "the MLP", "784-128-10, as in the Keras tutorial",
    TrainingRecipe(epochs: 5, batchSize: 32, optimiser: .adam(), learningRate: 0.001)
  ) { [.dense(units: 128), .relu, .dense(units: $0)] }

  static let lenet5 = Entry(
    "lenet5", "LeNet-5", "LeNet-5, the classic of 1998, with ReLU",
    TrainingRecipe(epochs: 10, batchSize: 64, optimiser: .adam(), learningRate: 0.002, schedule: .oneCycle())
  ) { classCount in
    [
      .convolution(channels: 6, kernelSize: 5, padding: 2), .relu, .maximumPooling(size: 2),
      .convolution(channels: 16, kernelSize: 5), .relu, .maximumPooling(size: 2), .dense(units: 120),
      .relu,
      .dense(units: 84), .relu, .dense(units: classCount),
    ]
  }

  /// A network that every library can build, for comparisons of speed.
  static let plainCNN = Entry(
    "cnn-32-64", "the plain CNN", "two 3x3 convolutions and a dense layer, as in many tutorials",
    TrainingRecipe(epochs: 5, batchSize: 64, optimiser: .adam(), learningRate: 0.001)
  ) { classCount in
    [
      .convolution(channels: 32, kernelSize: 3, padding: 1), .relu, .maximumPooling(size: 2),
      .convolution(channels: 64, kernelSize: 3, padding: 1), .relu, .maximumPooling(size: 2),
      .dense(units: 128), .relu, .dense(units: classCount),
    ]
  }

  public static let cnn = Entry(
    "cnn", "the CNN", "five convolutions, fewer than 100,000 parameters; the default",
    TrainingRecipe(
      epochs: 15, batchSize: 64, optimiser: .sgd(), learningRate: 0.05, schedule: .oneCycle(),
      weightDecay: 5e-4, labelSmoothing: 0.05, augmentation: Augmentation(shift: 1, flips: true))
  ) { classCount in
    block(32) + block(32) + [.maximumPooling(size: 2)] + block(48) + block(64)
      + [.maximumPooling(size: 2)] + block(64) + [
        .globalAveragePooling, .dropout(rate: 0.1), .dense(units: classCount),
      ]
  }

  static let resnet = Entry(
    "resnet", "the ResNet",
    "a residual network, for the best accuracy: half an hour for 60,000 images on two cores",
    TrainingRecipe(
      epochs: 20, batchSize: 64, optimiser: .sgd(), learningRate: 0.05, schedule: .oneCycle(),
      weightDecay: 5e-4, labelSmoothing: 0.05,
      augmentation: Augmentation(shift: 1, flips: true, erasing: 0.25)
    ),
    averagesMirrored: true
  ) { classCount in
    block(32)
      + [residual(32), .maximumPooling(size: 2)] + block(64) + [residual(64), .maximumPooling(size: 2)]
      + block(128) + [residual(128), .globalAveragePooling, .dense(units: classCount)]
  }

  private static func block(_ channels: Int) -> [LayerDescription] {
    [
      .convolution(channels: channels, kernelSize: 3, padding: 1, hasBias: false), .batchNormalisation, .relu,
    ]
  }

  private static func residual(_ channels: Int) -> LayerDescription {
    .residual(block(channels) + block(channels))
  }
}
