import Testing
import Verification

struct LoaderTableTests {
  @Test func namesAreUniqueAndInTheirSpelling() throws {
    let names = LoaderTable.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.filter { $0.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) == nil } == [])
    #expect(!names.contains("all"))
  }

  @Test func loadersAreFoundInTheOrderAskedFor() throws {
    #expect(
      try LoaderTable.loaders(named: "keras, Torchvision,keras").map(\.name) == ["keras", "torchvision"])
  }

  @Test func allAreAllAndNoneTwice() throws {
    #expect(try LoaderTable.loaders(named: "all") == LoaderTable.all)
    let names = try LoaderTable.loaders(named: "jax,all").map(\.name)
    #expect(names.count == LoaderTable.all.count && names[0] == "jax")
  }

  @Test(arguments: [
    ("torchvison", "torchvision"), ("rustmnist", "rust-mnist"), ("sklearn", "scikit-learn"), ("mlxx", "mlx"),
    ("tfds", "tensorflow-datasets"),
  ])
  func unknownLoaderIsAnsweredWithTheClosest(_ name: String, _ closest: String) throws {
    let error = try #require(throws: VerificationError.self) {
      try LoaderTable.loaders(named: "keras,\(name)")
    }
    #expect(error.code == .invalidInput)
    let list = try #require(error.message.split(separator: "; there are ").last).split(separator: ", ")
    #expect(error.message.contains("'\(name)'"))
    #expect(error.message.contains("(did you mean '\(closest)'?)"), "\(error.message)")
    #expect(LoaderTable.all.allSatisfy { loader in list.contains { $0 == loader.name } })
  }

  @Test(arguments: ["", "keras,", " , "])
  func emptyNameIsUnknown(_ text: String) {
    #expect(throws: VerificationError.self) { try LoaderTable.loaders(named: text) }
  }

  @Test func otherNamesAreAmongTheAdvice() throws {
    let error = try #require(throws: VerificationError.self) {
      try LoaderTable.loaders(named: "clasroom", orAmong: ["classroom"])
    }
    #expect(error.message.contains("(did you mean 'classroom'?)") && error.message.contains(", classroom, "))
  }

  @Test func openingsNameTheFolderUnlessTheLoaderHasOneBuiltIn() {
    for loader in LoaderTable.all {
      guard case .idxFiles(let demands) = loader.intake else { continue }
      if case .fixed = demands.place { continue }
      // The environment or the folder that one works in tells these.
      guard demands.folderSource == .argument else { continue }
      #expect(demands.opening.contains("FOLDER"), "\(loader.name)")
    }
  }
}
