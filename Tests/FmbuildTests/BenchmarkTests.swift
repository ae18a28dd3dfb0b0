import Foundation
import Testing
import TestSupport

/// Tests of `fmbuild benchmark`, on a few photos.
struct BenchmarkTests {
  /// Calls `body` with a folder that has two datasets, `data` and `other`.
  private func withDatasets(_ body: (TemporaryFolder) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      for (name, classes) in [("data", [("a", 14), ("b", 14)]), ("other", [("a", 7), ("b", 7), ("c", 7)])] {
        if folder.exists("photos") { try folder.remove("photos") }
        try TestPhotos.write(classes, to: folder)
        let converted = try await Program.run(["convert", "photos", "--out", name, "--quiet"], in: folder)
        #expect(converted.exitCode == 0, "\(converted.errors)")
      }
      try await body(folder)
    }
  }

  private func document(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func tableHasEveryModelOnEveryDatasetIn80Columns() async throws {
    try await withDatasets { folder in
      let result = try await Program.run(
        [
          "benchmark", "data", "other", "--models", "softmax,knn,majority", "--epochs", "2", "--out",
          "page.html",
        ],
        in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      let lines = result.output.split(separator: "\n")
      #expect(
        lines[0].split(separator: " ").joined(separator: " ")
          == "model dataset accuracy 95% interval seconds parameters")
      let runs = lines[1...6].map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
      #expect(
        runs == ["softmax data", "softmax other", "knn data", "knn other", "majority data", "majority other"])
      #expect(lines[1].hasSuffix(" 1,570") && lines[2].hasSuffix(" 2,355") && !lines[3].contains(","))
      #expect(lines.filter { $0.count > 80 } == [])
      #expect(lines.contains { $0.hasPrefix("data beside other: ") })
      #expect(
        result.errors.contains("1 of 6, softmax on data: accuracy 0.")
          || result.errors.contains("accuracy 1."))
      let page = try folder.text("page.html")
      #expect(page.contains("<h1>How hard is data?</h1>") && page.ranges(of: "<svg class='chart'").count == 1)
      #expect(page.ranges(of: "<td>other</td>").count == 3)
      let again = try await Program.run(
        ["benchmark", "data", "--models", "majority", "--out", "page.html", "--quiet"], in: folder)
      #expect(again.exitCode == 0 && again.output.isEmpty && again.errors.isEmpty)
    }
  }

  @Test func jsonIsADocumentThatTheReportShows() async throws {
    try await withDatasets { folder in
      let arguments = [
        "benchmark", "data", "other", "--models", "softmax,majority", "--epochs", "3", "--json", "--quiet",
      ]
      var documents: [[String: Any]] = []
      for _ in 0..<2 {
        let result = try await Program.run(arguments, in: folder)
        #expect(result.exitCode == 0 && result.errors.isEmpty)
        try folder.write(result.output, to: "benchmark.json")
        documents.append(try document(result.output))
      }
      let results = try documents.map { try #require($0["results"] as? [[String: Any]]) }
      #expect(
        results[0].compactMap { $0["accuracy"] as? Double }
          == results[1].compactMap { $0["accuracy"] as? Double })
      #expect(results[0].count == 4 && results[0][0]["epochs"] as? Int == 3)
      for result in results[0] {
        let interval = try #require(result["interval"] as? [String: Double])
        let accuracy = try #require(result["accuracy"] as? Double)
        #expect((interval["lower"] ?? 2) <= accuracy && accuracy <= (interval["upper"] ?? -1))
      }
      let report = try await Program.run(
        ["report", "data", "--benchmark", "benchmark.json", "--quiet"], in: folder)
      #expect(report.exitCode == 0, "\(report.errors)")
      #expect(try folder.text("report.html").contains("<section id='benchmark'"))
      // The figures of other files are not shown as if they were of these.
      let third = try await Program.run(
        ["samples", "--out", "photos3", "--per-class", "3", "--size", "40x50", "--quiet"], in: folder)
      #expect(third.exitCode == 0)
      _ = try await Program.run(["convert", "photos3", "--out", "third", "--quiet"], in: folder)
      let refused = try await Program.run(
        ["report", "third", "--benchmark", "benchmark.json", "--out", "third.html"], in: folder)
      #expect(
        refused.exitCode == 2 && refused.errors.contains("none of its datasets is third"), "\(refused.errors)"
      )
      try folder.write("{\"schema\": 1}", to: "benchmark.json")
      let damaged = try await Program.run(
        ["report", "data", "--benchmark", "benchmark.json", "--overwrite"], in: folder)
      #expect(damaged.exitCode == 2 && damaged.errors.contains("benchmark.json: the key"))
    }
  }

  @Test(arguments: [
    (["benchmark"], 64, "Name the dataset's folder"),
    (["benchmark", "data", "--models", "sofmax"], 64, "did you mean 'softmax'"),
    (["benchmark", "data", "--models", ""], 64, "there is no model ''"),
    (["benchmark", "data", "--epochs", "0"], 64, "--epochs takes 1 to 10000"),
    (["benchmark", "data", "nowhere", "--models", "knn"], 2, "nowhere"),
    (["benchmark", "data", "--models", "knn", "--out", "photos/a/0000.png"], 2, "no report of fmbuild"),
  ])
  func whatCannotBeDoneIsSaidBeforeTheFirstTraining(
    _ arguments: [String], _ exitCode: Int32, _ words: String
  ) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 6), ("b", 6)], to: folder)
      #expect(
        try await Program.run(["convert", "photos", "--out", "data", "--quiet"], in: folder).exitCode == 0)
      try folder.write("my notes", to: "photos/a/0000.png")
      let result = try await Program.run(arguments, in: folder)
      #expect(result.exitCode == exitCode && result.output.isEmpty)
      #expect(result.errors.contains(words) && !result.errors.contains("accuracy 0."), "\(result.errors)")
    }
  }
}
