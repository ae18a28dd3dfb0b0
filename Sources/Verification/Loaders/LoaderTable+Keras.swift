internal import DatasetFormat

extension LoaderTable {
  /// The loaders of Keras and TensorFlow for Python, R and JavaScript.
  static let keras = [
    Loader(
      "keras", "keras.datasets.fashion_mnist", .python, .executed,
      takes: .idxFiles(
        kerasDemands(setup: "import keras", opening: "keras.datasets.fashion_mnist.load_data()")),
      traps: [
        "KERAS_HOME has to be set before keras is imported; without it the folder is .keras in your home."
      ]
    ),
    Loader(
      "keras-mnist", "keras.datasets.mnist", .python, .executed,
      takes: .otherContainer(
        OtherContainer(
          "a file mnist.npz whose SHA-256 is that of MNIST",
          instead:
            "use keras.datasets.fashion_mnist (--for keras), or numpy.savez(\"mine.npz\", …) and numpy.load(\"mine.npz\")"
        )),
      traps: ["An mnist.npz of your own in its place is deleted, and MNIST's downloaded."]),
    Loader(
      "r-keras", "keras3::dataset_fashion_mnist()", .r, .sourceRead,
      takes: .idxFiles(
        kerasDemands(opening: "keras3::dataset_fashion_mnist()")),
      traps: ["It calls Keras in Python, whose demands are its demands."]),
    Loader(
      "tensorflow-datasets", "tensorflow_datasets fashion_mnist", .python, .executed,
      takes: .otherContainer(
        OtherContainer(
          "TFRecord files under the name of a published dataset, or its download by SHA-256 and size",
          layout: ContainerLayout(
            .tensorFlowDatasets(["fashion_mnist", "mnist"]), in: "tfds", from: .environment("TFDS_DATA_DIR"),
            size: .mnist, labels: .tenNamed(.fashionMNIST), setup: "import tensorflow_datasets as tfds",
            opening: "tfds.load(\"fashion_mnist\", split=\"train\", as_supervised=True)"),
          instead:
            "read the files with numpy, tf.data.Dataset.from_tensor_slices((images, labels)); or tfds.folder_dataset.ImageFolder on pictures in folders"
        )),
      traps: [
        "TFDS_DATA_DIR has to be set before tensorflow_datasets is imported.",
        "The version in the folder's name has to be that of the installed builder, 3.0.1 now; otherwise it downloads.",
        "`tfds.load(\"mnist\")` finds the dataset too, with its own class names.",
        "Its builder takes exactly 60,000 and 10,000 images of 28x28, wherever they come from.",
      ]),
    Loader(
      "tfjs", "TensorFlow.js's MNIST example", .javaScript, .sourceRead,
      takes: .idxFiles(
        FileDemands(
          .raw,
          in: .fixed(title: "`dataset/mnist` beside the example", folders: FixedFolders("dataset/mnist")),
          size: .mnist, headerCheck: .magicNumberAndLength, opening: "node main.js, in the example's folder"))
    ),
  ]

  private static func kerasDemands(setup: String? = nil, opening: String) -> FileDemands {
    FileDemands(
      .gzip,
      in: .below(root: .environment("KERAS_HOME"), folder: "datasets/fashion-mnist", layout: .keras),
      size: .mnist, setup: setup, opening: opening)
  }
}
