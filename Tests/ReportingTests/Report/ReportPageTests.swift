import Checksums
import Conversion
import DatasetFormat
import Foundation
import ImageCore
import Reporting
import Testing
import TestSupport
import Training
import Verification
import VerificationTestSupport

/// Tests of the page made from a report's values; `scripts/check-report` uses the page in a browser.
@Suite("Report page")
struct ReportPageTests {
  /// Returns the report of a dataset of 30 training and 20 test images, without model, reference and photos.
  private func report(
    of folder: TemporaryFolder, classNames: [String]? = nil,
    example change: (inout Gallery.Example) -> Void = { _ in }
  ) async throws -> Report {
    try CleanDataset.small.writeRaw(to: folder)
    let dataset = try await DatasetReader.read(folder.path)
    let names = classNames ?? (0..<dataset.classCount).map(dataset.className)
    let verification = try await Verification.run(Verification.Settings(folder: folder.path))
    let part = try #require(dataset.data[.train])
    let examples = (0..<part.count).map { index in
      var example = Gallery.Example(position: ExamplePosition(.train, index), label: Int(part.labels[index]))
      change(&example)
      return example
    }
    let gallery = Gallery(
      examples: examples,
      atlas: try Atlas(tiles: examples.indices.map { part.bytes(of: $0) }, tile: part.size, channels: .grey),
      classNames: names)
    return Report(
      name: "small", dataset: verification.dataset, checks: verification.results, gallery: gallery,
      classes: names.enumerated().map {
        Report.ClassEntry(label: $0, name: $1, counts: [(.train, 3)], meanPicture: nil, samples: [0])
      },
      intensities: Report.Intensities(counts: [Int](repeating: 1, count: 256), referenceCounts: nil),
      command: "fmbuild convert PHOTOS --out NEW --corrections corrections.csv")
  }

  private func html(
    classNames: [String]? = nil, example change: (inout Gallery.Example) -> Void = { _ in },
    _ edit: (inout Report) -> Void = { _ in }
  ) async throws -> String {
    try await withTemporaryFolder { folder in
      var report = try await report(of: folder, classNames: classNames, example: change)
      edit(&report)
      return try ReportPage(report).html
    }
  }

  /// Returns the number of occurrences of a text in a page.
  private func count(_ text: String, in page: String) -> Int { page.ranges(of: text).count }

  @Test("a browser may run the page's own script, known by its digest, and load nothing")
  func contentPolicy() async throws {
    let page = try await html()
    let policies = page.ranges(of: "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; ")
    #expect(policies.count == 1)
    let parts = page.split(separator: "<script type=module>", maxSplits: 1)
    let script = try #require(parts.last?.split(separator: "</script>", maxSplits: 1).first)
    let digest = Data(SHA256Hasher.digest(Array(script.utf8)).bytes).base64EncodedString()
    #expect(parts.count == 2 && page.contains("; script-src 'sha256-\(digest)'; "))
    #expect(!page.contains("'unsafe-eval'") && page.ranges(of: "'unsafe-inline'").count == 1)
  }

  @Test("names of classes, photos and groups cannot become tags or end the script's data")
  func hostileNames() async throws {
    let hostile = "</script><script>alert(1)</script>"
    let names = (0..<10).map { "\(hostile)\($0)" }
    let page = try await html(classNames: names) { example in
      example.source = "a/\(hostile).jpg"
      example.crop = hostile
      example.findings = [("blank", hostile)]
    }
    #expect(count("<script>alert", in: page) == 0)
    // The two scripts are the data and the page's own script.
    #expect(count("<script", in: page) == 2 && count("</script>", in: page) == 2)
    #expect(count("\\u003c/script>", in: page) >= 30)
  }

  @Test("every section has one anchor that the contents name once")
  func contents() async throws {
    let page = try await html()
    for id in ["classes", "findings", "gallery", "intensity", "origin", "datasheet"] {
      #expect(count("<section id='\(id)'", in: page) == 1)
      #expect(count("<li><a href='#\(id)'>", in: page) == 1)
    }
    for id in ["stages", "reference", "training", "predictions", "suspects", "map"] {
      #expect(count("<section id='\(id)'", in: page) == 0, "\(id) has nothing to show")
    }
  }

  @Test("the page names no other file and no address, and holds every image's picture once")
  func selfContained() async throws {
    let page = try await html()
    for text in ["http://", "https://", "src=", "@import", "<link rel=stylesheet"] {
      #expect(count(text, in: page) == 0, "\(text)")
    }
    #expect(count("url(data:image/png;base64,", in: page) == 1)
  }

  @Test("a dataset without a description says so, and its datasheet leaves more open")
  func origin() async throws {
    let page = try await html()
    #expect(page.contains("there is no <code>dataset.json</code>"))
    #expect(page.contains("How can an image be traced to where it comes from?</dt><dd class=open>"))
    #expect(page.contains("What was the dataset made for?</dt><dd class=open>"))
  }

  @Test("findings stand with their severity, remedy and pictures")
  func findings() async throws {
    try await withTemporaryFolder { folder in
      var report = try await report(of: folder)
      let plain = try ReportPage(report).html
      #expect(plain.contains("No check found anything") == report.checks.allSatisfy(\.findings.isEmpty))
      // Two equal images are written into the dataset's file.
      let path = "train-images-idx3-ubyte"
      var bytes = try folder.bytes(path)
      let size = 784
      bytes.replaceSubrange((16 + size)..<(16 + 2 * size), with: bytes[16..<(16 + size)])
      try folder.write(bytes, to: path)
      report.checks = try await Verification.run(Verification.Settings(folder: folder.path)).results
      let page = try ReportPage(report).html
      let finding = try #require(report.checks.flatMap(\.findings).first { !$0.examples.isEmpty })
      #expect(page.contains(Markup.escape(finding.message)))
      #expect(page.contains("<article class='finding \(finding.severity.rawValue)'>"))
      #expect(
        page.contains("data-image=\(try #require(report.gallery.number(of: finding.examples[0].position)))"))
    }
  }

  @Test("labels to doubt stand in their order with what they may be")
  func suspects() async throws {
    let page = try await html(example: { example in
      guard example.position.index < 2 else { return }
      example.suspicion = Gallery.Suspicion(rank: 2 - example.position.index, likely: 9, score: 0.1)
    }) { $0.suspects = Report.SuspectEntry(origin: "Somebody doubts these.", examples: [1, 0]) }
    #expect(page.contains("Somebody doubts these."))
    let second = try #require(page.firstRange(of: "<figcaption>train 1 "))
    let first = try #require(page.firstRange(of: "<figcaption>train 0 "))
    #expect(second.lowerBound < first.lowerBound)
    #expect(page.contains("\"w\":[1,9]") && page.contains("\"w\":[2,9]"))
  }

  @Test("a right prediction is marked right, a wrong one wrong, by words as well as by colour")
  func predictions() async throws {
    let page = try await html(example: { example in
      var shares = [Float](repeating: 0, count: 10)
      shares[example.position.index == 0 ? example.label : (example.label + 1) % 10] = 1
      example.prediction = Gallery.Prediction(probabilities: shares, given: example.label, loss: 1.25)
    }) { report in
      report.model = Report.ModelEntry(
        folder: "model", name: "mlp", parameterCount: 10,
        scores: .init(.init(counts: (0..<10).map { row in (0..<10).map { $0 == row ? 1 : 0 } })),
        epochs: [], baselines: [], verdict: nil, origin: nil, mistakes: [1], drawn: [0])
    }
    // The counts are the legend and one image each.
    #expect(count("<span class=right>✓ ", in: page) == 2 && count("<span class=wrong>✗ ", in: page) == 2)
    #expect(page.contains("\"o\":1250"))
  }

  @Test("a model of other files says which classes it knows better mirrored")
  func otherFiles() async throws {
    func scores(right: [Int]) -> Scores {
      Scores(
        ConfusionMatrix(
          counts: right.enumerated().map { label, count in
            right.indices.map { $0 == label ? count : $0 == (label + 1) % right.count ? 100 - count : 0 }
          }))
    }
    let own = scores(right: [90, 10, 50, 0, 0, 0, 0, 0, 0, 0])
    let mirrored = scores(right: [90, 80, 55, 0, 0, 0, 0, 0, 0, 0])
    let page = try await html(classNames: CleanDataset.small.classNames, example: { _ in }) { report in
      report.model = Report.ModelEntry(
        folder: "model", name: "mlp", parameterCount: 10, scores: own, epochs: [], baselines: [],
        verdict: nil,
        origin: ("elsewhere", mirrored), mistakes: [], drawn: [])
    }
    #expect(page.contains("It was trained on elsewhere, not on these files."))
    let name = try #require(CleanDataset.small.classNames.dropFirst().first)
    // Chance explains a difference of 5 of 100, but not of 70.
    #expect(page.contains("the other way here: \(name).</p>"))
  }
}
