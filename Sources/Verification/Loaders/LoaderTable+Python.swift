internal import DatasetFormat

extension LoaderTable {
  static let otherPython = [
    Loader(
      "huggingface", "Hugging Face datasets", .python, .executed,
      takes: .otherContainer(
        OtherContainer(
          "Parquet files, or pictures in folders",
          layout: ContainerLayout(
            .huggingFace(["zalando-datasets/fashion_mnist", "fashion_mnist", "ylecun/mnist", "mnist"]),
            from: .workingFolder, takesAnyArray: true, setup: "import datasets",
            opening: "datasets.load_dataset(\"zalando-datasets/fashion_mnist\")"),
          instead:
            "read the files with numpy, datasets.Dataset.from_dict({\"image\": list(images), \"label\": list(labels)})"
        )),
      traps: [
        "It looks for a folder of the dataset's name in the folder that you work in before it asks the hub.",
        "`load_dataset(\"mnist\")` and the short name `fashion_mnist` find the dataset too.",
      ]),
    Loader(
      "zalando-reader", "Fashion-MNIST's own mnist_reader", .python, .executed,
      takes: .idxFiles(
        FileDemands(
          .gzip, in: .anyFolder, files: .oneSplit, size: .mnistPixelCount,
          setup: "import mnist_reader", opening: "mnist_reader.load_mnist(\"FOLDER\", kind=\"train\")"))),
    Loader(
      "python-mnist", "python-mnist", .python, .executed,
      takes: .idxFiles(
        FileDemands(
          .either, in: .anyFolder, files: .oneSplit, headerCheck: .magicNumber,
          setup: "import mnist", opening: "mnist.MNIST(\"FOLDER\").load_training()",
          gzipOpening: "mnist.MNIST(\"FOLDER\", gz=True).load_training()")),
      traps: ["select_emnist turns every image: leave it out."]),
    Loader(
      "idx2numpy", "idx2numpy", .python, .executed,
      takes: .idxFiles(
        FileDemands(
          .mixed, in: .anyFolder, named: .any, files: .oneFile, takesAnyArray: true,
          headerCheck: .length, setup: "import idx2numpy",
          opening: "idx2numpy.convert_from_file(\"FOLDER/train-images-idx3-ubyte\")",
          gzipOpening: "idx2numpy.convert_from_file(gzip.open(\"FOLDER/train-images-idx3-ubyte.gz\"))")),
      traps: ["Given the name of a compressed file it fails; it takes what gzip.open returns."]),
    Loader(
      "mnist-py", "mnist (by datapythonista)", .python, .executed,
      takes: .idxFiles(
        FileDemands(
          .gzip, in: .anyFolder, files: .oneFile, headerCheck: .length,
          setup: "import mnist", opening: "mnist.temporary_dir = lambda: \"FOLDER\"; mnist.train_images()")),
      traps: [
        "Unless temporary_dir is replaced it looks in the folder for temporary files.",
        "Its module is called mnist, as python-mnist's is: only one of the two can be installed.",
      ]),
    Loader(
      "jax", "JAX's example datasets.py", .python, .executed,
      takes: .idxFiles(
        FileDemands(
          .gzip,
          in: .fixed(
            title: "`jax_example_data` in `/tmp`", folders: FixedFolders(in: "/tmp", "jax_example_data")),
          labels: .zeroRowsFromTen, setup: "import datasets", opening: "datasets.mnist()")),
      traps: ["What it finds in that folder it reads, whichever dataset that is."]),
    Loader(
      "mlx", "MLX's example mnist.py, and mlx.data", .python, .executed,
      takes: .otherContainer(
        OtherContainer(
          "a pickle of four arrays",
          instead: "read the files with numpy, mlx.core.array(images)")),
      traps: ["Without its pickle it downloads, whatever else is in the folder."]),
    Loader(
      "tinygrad", "tinygrad nn.datasets.mnist", .python, .sourceRead,
      takes: .otherContainer(
        OtherContainer(
          "raw files in its cache, called by the MD5 of their address",
          layout: ContainerLayout(
            .addressDigests(
              [
                "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                "https://storage.googleapis.com/cvdf-datasets/mnist/",
              ], folder: "tinygrad/downloads", suffix: ".gunzip"), from: .environment("XDG_CACHE_HOME"),
            size: .mnist,
            setup: "import tinygrad.nn.datasets", opening: "tinygrad.nn.datasets.mnist(fashion=True)"),
          instead: "read the files with numpy, tinygrad.Tensor(images)"))),
    Loader(
      "paddle", "PaddlePaddle FashionMNIST", .python, .sourceRead,
      takes: .idxFiles(
        FileDemands(
          .gzip, in: .anyFolder, files: .oneSplit, counts: .multiple(of: 100), size: .mnist,
          checksum: .whenDownloading, setup: "import paddle",
          opening:
            "paddle.vision.datasets.FashionMNIST(image_path=\"FOLDER/train-images-idx3-ubyte.gz\", label_path=\"FOLDER/train-labels-idx1-ubyte.gz\")"
        )),
      traps: ["It reads blocks of a hundred images."]),
    Loader(
      "mxnet", "MXNet gluon FashionMNIST", .python, .sourceRead,
      takes: .idxFiles(
        FileDemands(
          .gzip, in: .anyFolder, files: .oneSplit, size: .mnist,
          checksum: .always(dataset: "Fashion-MNIST"),
          setup: "from mxnet import gluon", opening: "gluon.data.vision.FashionMNIST(root=\"FOLDER\")")),
      traps: ["Files with another SHA-1 than the published ones are downloaded again, over yours."]),
    Loader(
      "mindspore", "MindSpore FashionMnistDataset", .python, .documented,
      takes: .idxFiles(
        FileDemands(
          .raw, in: .anyFolder, size: .mnist, headerCheck: .magicNumber,
          setup: "import mindspore", opening: "mindspore.dataset.FashionMnistDataset(\"FOLDER\")"))),
    Loader(
      "scikit-learn", "scikit-learn fetch_openml", .python, .executed,
      takes: .otherContainer(
        OtherContainer(
          "a dataset of OpenML, by its number or name, from its cache or the network",
          layout: ContainerLayout(
            .openML(["mnist_784", "fashion-mnist"]), in: "scikit_learn_data",
            from: .environment("SCIKIT_LEARN_DATA"), takesAnyArray: true, setup: "import sklearn.datasets",
            opening:
              "sklearn.datasets.fetch_openml(\"Fashion-MNIST\", version=1, return_X_y=True, as_frame=False)"),
          instead: "read the files with numpy, images.reshape(len(images), -1) and labels")),
      traps: [
        "`fetch_openml(\"mnist_784\")` finds the dataset too.",
        "Training images and test images stand in one table, in this order: take the numbers from dataset.json, not 60,000.",
        "What it cannot read in its cache it deletes, and asks the network.",
      ]),
    Loader(
      "datumaro", "datumaro's format mnist", .python, .executed,
      takes: .idxFiles(
        FileDemands(
          .gzip, in: .anyFolder, files: .oneSplit, size: .mnist, classFile: "labels.txt",
          setup: "import datumaro", opening: "datumaro.Dataset.import_from(\"FOLDER\", \"mnist\")"))),
    Loader(
      "medmnist", "medmnist", .python, .executed,
      takes: .otherContainer(
        OtherContainer(
          "a file of NumPy's arrays, called by the flag of the dataset",
          layout: ContainerLayout(
            .medMNIST, from: .argument, takesAnyArray: true, setup: "import medmnist",
            opening: "MyShop(split=\"train\", root=\"FOLDER\", download=False)"),
          instead: "read the files with numpy"))),
  ]
}
