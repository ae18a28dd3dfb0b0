internal import DatasetFormat
internal import Exporting
internal import Wording

/// The README of a classroom's folder, which warns that nothing there is what it calls itself.
struct ClassroomReadme {
  private let dataset: ExportedDataset

  init(_ dataset: ExportedDataset) { self.dataset = dataset }

  var text: String {
    let train = dataset.parts.first { $0.split == .train }?.count ?? 0
    let lines = Classroom.lines.map { "| \($0.package) | `\($0.code)` |" }.joined(separator: "\n")
    let names = dataset.classNames.map { "`\(onOneLine($0).replacing("`", with: "'"))`" }.joined(
      separator: ", ")
    return """
      # WARNING: what calls itself Fashion-MNIST or MNIST here is neither

      Everything in this folder is another dataset, **\(dataset.name)**, put where libraries look for Fashion-MNIST and MNIST, so that
      the lines of published tutorials give it unchanged and without network. Results that were obtained here say nothing about
      Fashion-MNIST or MNIST: **do not report them as such, and do not copy these folders elsewhere.**

      \(dataset.splitCounts): images of \(dataset.type) in \(counted(dataset.classNames.count, "class", plural: "classes")):
      \(names).

      ## Start

      ```sh
      cd FOLDER                          # this one
      . ./environment.sh                 # tells libraries where to look; before Python is started
      pip install notebook numpy matplotlib scikit-learn
      jupyter notebook classroom.ipynb
      ```

      The notebook loads the images, shows them, trains a small network and predicts. Where there is no shell for
      `environment.sh`, the notebook's first cell does the same. Its network is scikit-learn's: that installs in seconds on any
      computer, without a choice between builds for graphics cards, and a class has time for the network instead.

      Keep your own notebooks under other names: `fmbuild layout --overwrite` replaces this folder, but no file that you added
      or changed; it names them instead.

      ## The lines that give this dataset

      | package | line |
      |---|---|
      \(lines)

      * The lines of torchvision and datasets find the folders `data`, `fashion_mnist`, … in the folder that you work in; the others
        need `environment.sh`.
      * scikit-learn's table has the training images first: split at `[:\(train)]`, not at `[:60000]`.
      * torchvision, and tensorflow-datasets for `fashion_mnist`, give the labels right and call the classes by Fashion-MNIST's names.
        The right names are the lines of `classes.txt`, from 0.
      * `keras.datasets.mnist` compares checksums and downloads MNIST: it is the one line that does not give this dataset.
      * `fmbuild verify data/FashionMNIST/raw --for torchvision` looks at the images themselves, whatever the folders are called.

      """
  }
}
