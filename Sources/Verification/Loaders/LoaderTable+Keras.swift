internal import DatasetFormat

extension LoaderTable {
  /// The loaders of Keras and TensorFlow for Python, R and JavaScript.
  static let keras = [
    Loader(
      "keras", "keras.datasets.fashion_mnist", .python, .executed,
      takes: .idxFiles(
        kerasDemands(
          opening: "os.environ[\"KERAS_HOME\"] = \"FOLDER\"; keras.datasets.fashion_mnist.load_data()")),
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
        kerasDemands(opening: "Sys.setenv(KERAS_HOME = \"FOLDER\"); keras3::dataset_fashion_mnist()")),
      traps: ["It calls Keras in Python, whose demands are its demands."]),
    Loader(
      "tensorflow-datasets", "tensorflow_datasets fashion_mnist", .python, .executed,
      takes: .otherContainer(
        OtherContainer(
          "a download from the published address, by SHA-256 and size",
          instead:
            "read the files with numpy, tf.data.Dataset.from_tensor_slices((images, labels)); or tfds.folder_dataset.ImageFolder on pictures in folders"
        )),
      traps: ["Its builder takes exactly 60,000 and 10,000 images of 28x28, wherever they come from."]),
    Loader(
      "tfjs", "TensorFlow.js's MNIST example", .javaScript, .sourceRead,
      takes: .idxFiles(
        FileDemands(
          .raw,
          in: .fixed(title: "`dataset/mnist` beside the example", folders: FixedFolders("dataset/mnist")),
          size: .mnist, headerCheck: .magicNumberAndLength, opening: "node main.js, in the example's folder"))
    ),
  ]

  private static func kerasDemands(opening: String) -> FileDemands {
    FileDemands(
      .gzip, in: .below(root: "KERAS_HOME", folder: "datasets/fashion-mnist", layout: .keras),
      size: .mnist, opening: opening)
  }
}
