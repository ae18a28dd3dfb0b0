import Foundation
import Testing
import TestSupport

/// Tests of `fmbuild layout --for classroom`, apart from the libraries, which `scripts/check-layouts` runs.
struct ClassroomTests {
  /// Calls `body` with a folder that has a classroom in `my room`.
  private func withClassroom(_ body: (TemporaryFolder, Program.Result) async throws -> Void) async throws {
    try await withDataset(["--validation-fraction", "0.2"]) { folder in
      let result = try await Program.run(
        ["layout", "data", "--for", "classroom", "--out", "my room"], in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty, "\(result.errors)")
      try await body(folder, result)
    }
  }

  @Test func everythingThatTutorialsLookForIsThere() async throws {
    try await withClassroom { folder, result in
      #expect(
        try folder.names(in: "my room") == [
          "README.md", "classes.txt", "classroom.ipynb", "data", "environment.sh", "fashion_mnist", "keras",
          "layout.json", "mnist", "scikit_learn_data", "tfds", "ylecun", "zalando-datasets",
        ])
      for folderName in ["data/FashionMNIST/raw", "data/MNIST/raw", "keras/datasets/fashion-mnist"] {
        #expect(try folder.names(in: "my room/\(folderName)").count == 4)
      }
      #expect(result.output.contains("what calls itself Fashion-MNIST or MNIST there is this dataset"))
      let record = try folder.text("my room/layout.json")
      #expect(record.contains("\"classroom\""))
    }
  }

  @Test func readmeWarnsFirst() async throws {
    try await withClassroom { folder, _ in
      let text = try folder.text("my room/README.md")
      #expect(text.hasPrefix("# WARNING: what calls itself Fashion-MNIST or MNIST here is neither\n"))
      let train = try folder.bytes("my room/data/MNIST/raw/train-labels-idx1-ubyte").count - 8
      #expect(text.contains("split at `[:\(train)]`") && text.contains("`b, \"c\"`"))
    }
  }

  @Test func scikitLearnsTableHasNoValidationImages() async throws {
    try await withClassroom { folder, result in
      let labels = ["train", "t10k"].map { "my room/data/FashionMNIST/raw/\($0)-labels-idx1-ubyte" }
      let count = try labels.reduce(0) { try $0 + folder.bytes($1).count - 8 }
      let table = "my room/scikit_learn_data/openml/openml.org/data/v1/download/52667.gz"
      let rows = try await Program.shell("gzip -dc '\(table)' | sed '1,/@DATA/d' | wc -l", in: folder)
      #expect(Int(rows.output.filter(\.isNumber)) == count && count == 10)
      #expect(result.output.contains("the validation split is only where a loader has a place for it"))
    }
  }

  @Test(arguments: [
    ("sh", "cd 'my room' && . ./environment.sh"), ("bash", "cd 'my room' && . ./environment.sh"),
    ("bash", ". 'my room/environment.sh'"),
  ])
  func environmentNamesTheFolders(_ shell: String, _ line: String) async throws {
    try await withClassroom { folder, _ in
      let print = "echo \"$KERAS_HOME:$TFDS_DATA_DIR:$SCIKIT_LEARN_DATA\""
      let result = try await Program.shell(
        "\(shell) -c \"$LINE\"", environment: ["LINE": line + " && " + print], in: folder)
      let places = ["keras", "tfds", "scikit_learn_data"].map { "\(folder.path)/my room/\($0)" }
      #expect(result.errors.isEmpty)
      #expect(
        result.output.split(separator: ":").map {
          URL(filePath: $0.trimmingCharacters(in: .newlines)).resolvingSymlinksInPath()
        }
          == places.map { URL(filePath: $0).resolvingSymlinksInPath() }, "\(result.output)")
    }
  }

  @Test func environmentThatIsCalledElsewhereSaysSo() async throws {
    try await withClassroom { folder, _ in
      let result = try await Program.shell("cp 'my room/environment.sh' . && . ./environment.sh", in: folder)
      #expect(result.errors.contains("go to the folder that this file is in") && result.output.isEmpty)
    }
  }

  @Test func notebookIsWhatJupyterTakes() async throws {
    try await withClassroom { folder, _ in
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(try folder.bytes("my room/classroom.ipynb")))
          as? [String: Any])
      #expect(document["nbformat"] as? Int == 4)
      let cells = try #require(document["cells"] as? [[String: Any]])
      let code = cells.filter { $0["cell_type"] as? String == "code" }
        .map { ($0["source"] as? [String] ?? []).joined() }
      #expect(code.count == 9 && cells.count > 14)
      // Nothing was run yet, and nothing is left of the pattern that the notebook is made of.
      #expect(cells.allSatisfy { ($0["outputs"] as? [Any] ?? []).isEmpty } && !code[0].contains("@"))
      for name in [
        "KERAS_HOME=HERE / 'keras'", "TFDS_DATA_DIR=HERE / 'tfds'",
        "SCIKIT_LEARN_DATA=HERE / 'scikit_learn_data'",
      ] {
        #expect(code[0].contains(name), "\(code[0])")
      }
    }
  }
}
