import Testing
import TestSupport

/// Tests of exit codes and messages for usage errors.
struct UsageTests {
  @Test(arguments: [
    (["convert", "photos", "--out", "data", "--bogus"], "'--bogus'"),
    (["convert", "--out", "data"], "<photos>"),
    (["convert", "photos"], "--out FOLDER"),
    (["convert", "photos", "--out", ""], "empty"),
    (["convert", "", "--out", "data"], "empty"),
    (["convert", "photos", "--out", "data", "--layout", "pytorch"], "torchvision"),
    (["convert", "photos", "--out", "data", "--seed", "-1"], "--seed"),
    (["convert", "photos", "--out", "data", "--jobs", "0"], "--jobs takes 1 to 1024"),
    (["convert", "photos", "--out", "data", "--test-fraction", "1"], "0 to 0.9"),
    (["convert", "photos", "--out", "data", "--test-fraction", "nan"], "0 to 0.9"),
    (
      ["convert", "photos", "--out", "data", "--test-fraction", "0.1", "--exact-mnist"], "exclude each other"
    ),
    (["convert", "photos", "--out", "data", "--per-class", "6000"], "--per-class"),
    (["convert", "photos", "--out", "data", "--per-class", "0,0"], "--per-class"),
    (["convert", "photos", "--out", "data", "--per-class", "9223372036854775807,1"], "--per-class"),
    (["convert", "photos", "--out", "data", "--max-rejects", "101%"], "--max-rejects"),
    (["convert", "photos", "--out", "data", "--max-rejects", "1.5"], "--max-rejects"),
    (["convert", "photos", "--out", "data", "--contrast-limit", "256"], "1 to 255"),
    (["convert", "photos", "--out", "data", "--max-megapixels", "0"], "1 to 10000"),
    (["convert", "photos", "--out", "data", "--label-column", "x"], "--labels FILE.csv"),
    (["convert", "photos", "--out", "data", "--fast", "--pipeline", "emnist"], "leave --fast out"),
    (["bogus"], "there is no command 'bogus'; there are convert, sort, verify, "),
    (["convrt", "photos", "--out", "data"], "there is no command 'convrt' (did you mean 'convert'?)"),
    (["convert", "photos", "--out", "data", "--tset-fraction", "0.1"], "Did you mean '--test-fraction'?"),
    (["convert", "photos"], "Usage: fmbuild convert "),
    (["verify", "photos", "--for", "torchvison"], "(did you mean 'torchvision'?)"),
    (["verify", "photos", "--for", "numpy"], "Usage: fmbuild verify "),
    (["verify", "photos", "--only", "near-duplicate"], "(did you mean 'near-duplicates'?)"),
    (["verify", "photos", "--only", "nosuch"], "there is no check 'nosuch'; 'fmbuild checks' lists them"),
    (["train", "photos", "--model", "lenet"], "(did you mean 'lenet5'?)"),
    (["train", "photos", "--lr", "1000"], "up to 100"),
    (["train", "photos", "--epochs", "0"], "--epochs takes 1 to 10000"),
    (["pipelines", "fashionmnist"], "(did you mean 'fashion-mnist'?)"),
    (["convert", "photos", "--out", "data", "--per-class", "6,-1,2"], "--per-class"),
    (["convert", "photos", "--out", "data", "--validation-fraction", "0.9"], "too little to train with"),
    (["convert", "photos", "--config"], "--config takes a file"),
  ])
  func wrongUsageIs64WithAWordOnIt(_ arguments: [String], _ words: String) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 2)], to: folder)
      let result = try await Program.run(arguments, in: folder)
      #expect(result.exitCode == 64)
      #expect(result.output.isEmpty)
      #expect(result.errors.contains(words), "\(result.errors)")
      #expect(try folder.names() == ["photos"])
    }
  }

  @Test func everyMessageBeginsWithTheProgramsName() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 2)], to: folder)
      for arguments in [
        ["bogus"], ["convert", "photos"], ["convert", "photos", "--bogus"], ["verify", "photos"],
        ["verify", "photos", "--for", "x"], ["train", "photos", "--model", "x"], ["show", "photos"],
      ] {
        let result = try await Program.run(arguments, in: folder)
        #expect(result.errors.hasPrefix("fmbuild: "), "\(arguments): \(result.errors)")
        #expect(!result.errors.contains("Error:"))
      }
    }
  }

  @Test(arguments: [
    (["convert", "nowhere", "--out", "data"], "fmbuild: nowhere: there is no such folder\n"),
    (["convert", "photos/a/0.png", "--out", "data"], "fmbuild: photos/a/0.png: this is a file; "),
    (["convert", "photos", "--out", "photos"], "fmbuild: photos: the photos are in this folder; "),
    (["convert", "photos", "--out", "mine.yaml"], "fmbuild: mine.yaml: this is a file; "),
    (["convert", "photos", "--out", "."], "fmbuild: .: "),
    (
      ["convert", "photos", "--out", "data", "--pipeline", "nowhere.yaml"],
      "fmbuild: nowhere.yaml: there is no such pipeline"
    ),
    (
      ["convert", "photos", "--out", "data", "--pipeline", "photos"],
      "fmbuild: photos: expected a file, found a folder"
    ),
    (
      ["convert", "photos", "--out", "data", "--pipeline", "mine.yaml"],
      "fmbuild: mine.yaml:4:12: stage 'trim' has no parameter 'fuz'; it takes fuzz"
    ),
    (
      ["convert", "photos", "--out", "data", "--labels", "nowhere.csv"],
      "fmbuild: nowhere.csv: could not open the file"
    ),
    (
      ["convert", "photos", "--out", "data", "--labels", "shop.csv"],
      "fmbuild: shop.csv: there is no column 'label'; there are path, type; "
    ),
    (
      ["convert", "photos", "--out", "data", "--corrections", "nowhere.csv"],
      "fmbuild: nowhere.csv: could not open the file"
    ),
    (
      ["convert", "photos", "--out", "data", "--corrections", "shop.csv"],
      "fmbuild: shop.csv:1: there is no column 'source'; there are path, type; "
    ),
    (["convert", "photos", "--out", "data", "--classes", "mine.yaml"], "fmbuild: mine.yaml:4:5: "),
    (["convert", "photos", "--out", "data", "--exact-mnist"], "fmbuild: photos: 60,000 images"),
    (["convert", "photos", "--out", "data", "--per-class", "60,10"], "fmbuild: "),
    (
      ["convert", "photos", "--out", "data", "--layout", "keras", "--pipeline", "rgb-32"],
      "fmbuild: --layout keras: "
    ),
  ])
  func whatCannotBeDoneIs2WithTheReasonAtTheEnd(_ arguments: [String], _ start: String) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 2), ("b", 2)], to: folder)
      try folder.write("pipeline: x\nstages:\n  - png\n  - trim: {fuz: 5%}\n", to: "mine.yaml")
      try folder.write("path,type\na/0.png,x\n", to: "shop.csv")
      let before = try folder.files(in: ".")
      let result = try await Program.run(arguments, in: folder)
      #expect(result.exitCode == 2)
      #expect(result.output.isEmpty)
      let last = result.errors.split(separator: "\n").last.map { $0 + "\n" } ?? ""
      #expect(last.hasPrefix(start), "\(result.errors)")
      #expect(try folder.files(in: ".") == before)
    }
  }
}
