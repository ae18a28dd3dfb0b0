import Foundation
import Testing
import TestSupport
import Verification

/// Tests of the whole check, and of its advice.
struct LoaderCheckTests {
  @Test func findingsAreThoseThatDoNotLoadItUnchanged() async throws {
    try await withTemporaryFolder { temporary in
      try await SyntheticIDXFiles().write(to: "data", in: temporary)
      let result = try await loaderResult(
        "zalando-reader,python-mnist,torchvision,jax,mxnet", "data", in: temporary)
      #expect(result.summary == "2 of 5 load it unchanged, 1 with care")
      #expect(result.verdict == .warning)
      #expect(
        result.findings.map { $0.message.prefix(while: { $0 != ":" }) } == [
          "torchvision does not load it", "jax loads it, but", "mxnet does not load it",
        ])
      #expect(result.findings.allSatisfy { !$0.remedy.isEmpty && $0.severity == .warning })
    }
  }

  @Test func nothingIsFoundIfAllLoadIt() async throws {
    try await withTemporaryFolder { temporary in
      try await SyntheticIDXFiles().write(to: "data", in: temporary)
      let result = try await loaderResult("zalando-reader,python-mnist", "data", in: temporary)
      #expect(result.summary == "2 of 2 load it unchanged")
      #expect(result.verdict == .ok && result.findings.isEmpty && result.tables.count == 1)
    }
  }

  @Test func checkIsLeftOutIfNobodyAsks() async throws {
    try await withTemporaryFolder { temporary in
      try await SyntheticIDXFiles().write(to: "data", in: temporary)
      let results = try await Verification.run(.init(folder: temporary("data"))).results
      #expect(!results.isEmpty && !results.contains { $0.check.id == "loaders" })
    }
  }

  @Test func everyLoaderHasAnAnswerAndAdvice() async throws {
    for idxFiles in [SyntheticIDXFiles(), .raw, SyntheticIDXFiles(channelCount: 3, classCount: 12)] {
      let answers = try await ask("all", about: idxFiles)
      #expect(answers.count == LoaderTable.all.count)
      #expect(answers.allSatisfy { !$0.advice.isEmpty && ($0.loads == "yes") == $0.reason.isEmpty })
    }
  }

  @Test func otherContainersAreNeverLoaded() async throws {
    let others = LoaderTable.all.filter {
      if case .otherContainer = $0.intake { true } else { false }
    }
    #expect(others.count >= 8)
    let answers = try await ask(others.map(\.name).joined(separator: ","), about: SyntheticIDXFiles())
    #expect(answers.allSatisfy { $0.loads == "no" && $0.reason.hasPrefix("it reads no IDX files, but ") })
  }

  /// The advice after `or` is a shell command, after which the loader must load the dataset.
  @Test(
    arguments: ["torchvision", "torchvision-kmnist", "tch-rs", "keras", "zalando-reader"], [true, false])
  func shellThatIsAdvisedHelps(_ loader: String, isRaw: Bool) async throws {
    try await withTemporaryFolder { temporary in
      let root = "it's my data"
      try await (isRaw ? .raw : SyntheticIDXFiles()).write(to: root, in: temporary)
      let before = try #require(try await ask(loader, root, in: temporary).first)
      guard before.loads != "yes" else {
        #expect((loader == "tch-rs" && isRaw) || (loader == "zalando-reader" && !isRaw))
        return
      }
      let start = before.advice.range(of: ", or ")?.upperBound ?? before.advice.startIndex
      #expect(try shell(String(before.advice[start...])) == 0)
      let copy = root + "-" + loader
      let after = try await ask(loader, temporary.exists(copy) ? copy : root, in: temporary)
      #expect(after.map(\.loads) == ["yes"])
    }
  }

  @Test(arguments: ["zalando-reader", "torchvision"])
  func renamingThatIsAdvisedHelps(_ loader: String) async throws {
    try await withTemporaryFolder { temporary in
      var idxFiles = SyntheticIDXFiles()
      idxFiles.rename = { $0.replacing("-idx", with: ".idx") }
      try await idxFiles.write(to: "data", in: temporary)
      let before = try #require(try await ask(loader, in: temporary).first)
      #expect(before.loads == "no")
      let start = try #require(before.advice.range(of: ", or ")).upperBound
      #expect(try shell(String(before.advice[start...])) == 0)
      let copy = loader == "torchvision" ? "data-torchvision" : "data"
      #expect(try await ask(loader, copy, in: temporary).map(\.loads) == ["yes"])
    }
  }

  @Test func whatTakesAConversionIsToldAsOne() async throws {
    let grey = try await ask(
      "libtorch,keras", about: SyntheticIDXFiles(width: 27, classNames: ["Mugs"]))
    #expect(
      grey[0].advice
        == "convert with --raw --exact-mnist --pipeline fashion-mnist")
    #expect(grey[1].advice == "convert with --layout keras --pipeline fashion-mnist")
    let colour = try await ask("torchvision", about: SyntheticIDXFiles(channelCount: 3))
    #expect(colour[0].advice == "convert with --layout torchvision --pipeline fashion-mnist")
  }

  @Test func onlyOptionsThatExistAreAdvised() async throws {
    let help = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../FmbuildTests/Snapshots/help-convert.txt"), encoding: .utf8)
    var texts = [LoaderTable.markdown]
    for idxFiles in [
      SyntheticIDXFiles(trainCount: 250, width: 5), .raw,
      SyntheticIDXFiles(channelCount: 3, classCount: 12), SyntheticIDXFiles(classCount: 12, isRaw: true),
    ] {
      texts += try await ask("all", about: idxFiles).map(\.advice)
    }
    let options = Set(texts.flatMap { $0.matches(of: /--[a-z][-a-z]*/).map { String($0.output) } })
    #expect(options.isSuperset(of: ["--layout", "--raw", "--exact-mnist", "--pipeline", "--classes"]))
    #expect(
      options.filter {
        !["--for", "--out"].contains($0) && !help.contains("  \($0) ") && !help.contains("  \($0)\n")
      } == [])
  }

  private func shell(_ line: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
