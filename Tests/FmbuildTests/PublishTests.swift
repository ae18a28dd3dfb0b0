import Foundation
import Testing
import TestSupport

/// Tests of `fmbuild publish`; `scripts/check-publish` asks the sites' own readers.
struct PublishTests {
  static let about = """
    title: My products
    slug: my-products
    subtitle: Product photos in the format of MNIST
    description: Photos of products.
    creators:
    - name: Person, Ada
    licence: CC-BY-4.0
    url: https://example.org/products
    version: 1.0.0
    published: 2026-11-21
    contact: ada@example.org
    kaggle-owner: ada
    limitations: One shop.
    biases: Small sizes.
    personal-information: None.
    uses: Lessons.
    social-impact: Little.
    synthetic: false
    derived-from: our own photos

    """

  /// Calls `body` with a folder that has a small dataset in `data` and answers in `about.yaml`.
  private func withDataset(_ body: (TemporaryFolder) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 6), ("b, \"c\"", 6)], to: folder)
      let converted = try await Program.run(["convert", "photos", "--out", "data", "--quiet"], in: folder)
      #expect(converted.exitCode == 0, "\(converted.errors)")
      try folder.write(Self.about, to: "about.yaml")
      try await body(folder)
    }
  }

  private func publish(
    _ site: String, _ options: [String] = [], to out: String = "upload", in folder: TemporaryFolder
  ) async throws -> Program.Result {
    try await Program.run(
      ["publish", "data", "--to", site, "--about", "about.yaml", "--out", out] + options, in: folder)
  }

  @Test func templateIsTheSameFileThatIsAskedFor() async throws {
    try await withDataset { folder in
      let template = try await Program.run(["publish", "--template"], in: folder)
      #expect(template.exitCode == 0 && template.errors.isEmpty)
      try folder.write(template.output, to: "about.yaml")
      let result = try await publish("huggingface", in: folder)
      #expect(result.exitCode == 2 && result.output.isEmpty && !folder.exists("upload"))
      #expect(result.errors.hasPrefix("fmbuild: about.yaml: 16 answers are missing"), "\(result.errors)")
      #expect(result.errors.contains("\n  licence: ") && result.errors.split(separator: "\n").count == 17)
    }
  }

  @Test(arguments: [
    (
      "huggingface", "hf upload OWNER/my-products upload . --repo-type dataset",
      ["CITATION.cff", "README.md", "croissant.json", "data", "export.json", "manifest.csv", "sprite.png"]
    ),
    (
      "kaggle", "kaggle datasets create -p upload",
      [
        "CITATION.cff", "classes.csv", "dataset-metadata.json", "export.json", "my_products.npz", "test.csv",
        "train.csv",
      ]
    ),
    (
      "zenodo", "https://zenodo.org/uploads/new",
      [
        ".zenodo.json", "CITATION.cff", "classes.txt", "croissant.json", "export.json", "manifest.csv",
        "my_products.npz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz",
        "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz",
      ]
    ),
  ])
  func everySiteGetsItsFilesAndTheOwnerTheCommand(_ site: String, _ command: String, _ names: [String])
    async throws
  {
    try await withDataset { folder in
      let before = try folder.files(in: "data")
      let result = try await publish(site, in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty, "\(result.errors)")
      #expect(result.output.hasPrefix("12 images of 28x28 grey, 10 in train, 2 in test, for \(site)\n"))
      #expect(result.output.contains("\nupload it:\n  ") && result.output.contains(command))
      #expect(result.output.contains("version 1.0.0: no earlier export to compare with"))
      #expect(try folder.names(in: "upload").sorted() == names)
      #expect(try folder.files(in: "data") == before)
    }
  }

  @Test func recordsOfTheConversionAreFilledIn() async throws {
    try await withDataset { folder in
      #expect(try await publish("huggingface", ["--quiet"], in: folder).exitCode == 0)
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(folder.bytes("upload/croissant.json"))) as? [String: Any])
      let steps = try #require(document["prov:wasGeneratedBy"] as? [[String: String]])
      #expect(
        steps.map { $0["prov:label"] } == ["Collection", "Labelling", "Processing", "Splitting"])
      #expect(steps[0]["description"]?.hasPrefix("12 photos gave 12 images; ") == true)
      #expect(
        steps[2]["description"]?.contains("trim (") == true
          && steps[3]["description"]?.contains("seed 0") == true)
      let card = try folder.text("upload/README.md")
      #expect(card.contains("license: cc-by-4.0\n") && card.contains("* **Processing.** Pipeline fashion"))
    }
  }

  @Test func changedDatasetNeedsAHigherVersion() async throws {
    try await withDataset { folder in
      #expect(try await publish("zenodo", ["--quiet"], in: folder).exitCode == 0)
      try TestPhotos.write([("a", 6), ("b, \"c\"", 9)], to: folder)
      let converted = try await Program.run(
        ["convert", "photos", "--out", "data", "--overwrite", "--quiet"], in: folder)
      #expect(converted.exitCode == 0, "\(converted.errors)")
      let refused = try await publish("kaggle", ["--since", "upload"], to: "next", in: folder)
      #expect(refused.exitCode == 2 && !folder.exists("next"))
      #expect(refused.errors.hasPrefix("fmbuild: about.yaml:9:"), "\(refused.errors)")
      #expect(refused.errors.contains("a MAJOR version; write 2.0.0 or higher"))
      try folder.write(Self.about.replacing("1.0.0", with: "2.0.0"), to: "about.yaml")
      let result = try await publish("kaggle", ["--since", "upload", "--json"], to: "next", in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      let change = try #require(document["change"] as? [String: Any])
      #expect(change["level"] as? String == "major" && change["formerVersion"] as? String == "1.0.0")
    }
  }

  @Test func recordsThatContradictTheFilesAreNotPublished() async throws {
    try await withDataset { folder in
      let text = try folder.text("data/dataset.json")
      let damaged = text.replacing("\"images\" : 10", with: "\"images\" : 11").replacing(
        "\"train\" : 10", with: "\"train\" : 11")
      #expect(damaged != text)
      try folder.write(damaged, to: "data/dataset.json")
      let result = try await publish("huggingface", in: folder)
      #expect(
        result.exitCode == 2 && result.errors.contains("records are not those of its files"),
        "\(result.errors)")
      #expect(!folder.exists("upload"))
    }
  }

  @Test(arguments: [
    (["publish", "--to", "kaggle", "--about", "about.yaml", "--out", "x"], "Name the dataset's folder."),
    (["publish", "data", "--about", "about.yaml", "--out", "x"], "there are huggingface, kaggle, zenodo"),
    (["publish", "data", "--to", "kagle", "--about", "about.yaml", "--out", "x"], "did you mean 'kaggle'"),
    (["publish", "data", "--to", "hf", "--about", "about.yaml", "--out", "x"], "did you mean 'huggingface'"),
    (["publish", "data", "--to", "kaggle", "--out", "x"], "fmbuild publish --template > about.yaml"),
    (["publish", "data", "--to", "kaggle", "--about", "about.yaml"], "--out FOLDER"),
    (["publish", "data", "--to", "kaggle", "--about", "", "--out", "x"], "empty"),
  ])
  func wrongUsageIs64(_ arguments: [String], _ words: String) async throws {
    try await withDataset { folder in
      let result = try await Program.run(arguments, in: folder)
      #expect(result.exitCode == 64 && result.output.isEmpty)
      #expect(result.errors.contains(words), "\(result.errors)")
      #expect(result.errors.contains("Usage: fmbuild publish "))
    }
  }

  @Test func reportAnswersTheDatasheetFromTheSameFile() async throws {
    try await withDataset { folder in
      func open(_ options: [String]) async throws -> (String, Int) {
        let result = try await Program.run(
          ["report", "data", "--overwrite", "--quiet"] + options, in: folder)
        #expect(result.exitCode == 0, "\(result.errors)")
        let page = try folder.text("report.html")
        return (page, page.ranges(of: "<dd class=open>").count)
      }
      let (without, openWithout) = try await open([])
      #expect(
        openWithout == 14 && without.contains("10 of 24 questions are answered from the files. 14 are open"))
      let (some, openSome) = try await open(["--about", "about.yaml"])
      #expect(openSome == 7)
      #expect(some.contains("10 of 24 questions are answered from the files, 7 by the owner. 7 are open"))
      #expect(some.contains("The owner says: CC-BY-4.0: "))
      let rest = ["purpose", "funding", "sample", "collection", "consent", "ethics", "updates"]
      try folder.write(
        Self.about + "datasheet:\n" + rest.map { "  \($0): <b>\($0)</b>\n" }.joined(), to: "about.yaml")
      let (all, openAll) = try await open(["--about", "about.yaml"])
      #expect(openAll == 0 && all.contains("14 by the owner. None is open."))
      #expect(all.contains("The owner says: &lt;b&gt;purpose&lt;/b&gt;"))
      try folder.write("titel: x\n", to: "about.yaml")
      let refused = try await Program.run(["report", "data", "--about", "about.yaml"], in: folder)
      #expect(
        refused.exitCode == 2 && refused.errors.contains("about.yaml:1:1: there is no question 'titel'"))
    }
  }
}
