internal import Verification

/// A folder in which the published lines of tutorials on Fashion-MNIST and MNIST, unchanged, give a dataset of one's own,
/// without network.
enum Classroom {
  /// A line of code as tutorials have it.
  struct Line: Sendable {
    /// The package that has to be installed.
    let package: String
    let code: String
  }

  /// The loaders, each with the folder in which tutorials' lines look for its files, or to which a variable leads.
  static var loaders: [(loader: Loader, base: String)] {
    let bases = [
      "torchvision": "data", "torchvision-mnist": "data", "keras": "keras", "tensorflow-datasets": "",
      "scikit-learn": "", "huggingface": "",
    ]
    return LoaderTable.all.compactMap { loader in bases[loader.name].map { (loader, $0) } }
  }

  /// The lines that give the dataset in the folder.
  static let lines = [
    Line(package: "torchvision", code: "datasets.FashionMNIST(root=\"data\", train=True, download=True)"),
    Line(package: "torchvision", code: "datasets.MNIST(\"./data\", train=True, download=True)"),
    Line(package: "keras", code: "keras.datasets.fashion_mnist.load_data()"),
    Line(package: "tensorflow-datasets", code: "tfds.load(\"fashion_mnist\", as_supervised=True)"),
    Line(package: "tensorflow-datasets", code: "tfds.load(\"mnist\", as_supervised=True)"),
    Line(package: "scikit-learn", code: "fetch_openml(\"Fashion-MNIST\", version=1, as_frame=False)"),
    Line(package: "scikit-learn", code: "fetch_openml(\"mnist_784\", version=1, as_frame=False)"),
    Line(package: "datasets", code: "load_dataset(\"zalando-datasets/fashion_mnist\")"),
    Line(package: "datasets", code: "load_dataset(\"fashion_mnist\")"),
    Line(package: "datasets", code: "load_dataset(\"ylecun/mnist\")"),
    Line(package: "datasets", code: "load_dataset(\"mnist\")"),
  ]

  /// The variables of the environment by which libraries find their folders, with the folders.
  static var variables: [(name: String, folder: String)] {
    loaders.compactMap { loader, base in
      guard case .environment(let name) = loader.folderSource else { return nil }
      return (name, joined(base, loader.layoutFolder))
    }
  }

  static var environment: String {
    let lines = variables.map { "  export \($0.name)=\"$here/\($0.folder)\"" }
    return text(PackageResources.environment_sh).replacing("@EXPORTS@", with: lines.joined(separator: "\n"))
  }

  static var notebook: String {
    let lines = variables.map { "\($0.name)=HERE / '\($0.folder)'" }.joined(separator: ",\\n    ")
    return text(PackageResources.classroom_ipynb).replacing("@VARIABLES@", with: lines)
  }

  private static func text(_ resource: [UInt8]) -> String { String(decoding: resource, as: UTF8.self) }
}

extension LayoutPlan {
  /// Adds what makes a classroom of a folder: the variables, the notebook and the warning.
  mutating func addClassroom() {
    addText(Classroom.environment, at: "environment.sh")
    addText(Classroom.notebook, at: "classroom.ipynb")
    addText(ClassroomReadme(dataset).text, at: "README.md")
  }
}
