import Foundation
import IDX
import ImageCore
import Testing
import TestSupport

/// Tests that no run leaves an incomplete dataset at the target's path, however it ends.
@Suite(.timeLimit(.minutes(15)))
struct InterruptionTests {
  /// Makes many photos quickly, as hard links to one file.
  static func writePhotos(_ count: Int, to folder: TemporaryFolder) throws {
    try folder.write(TestPhotos.jpeg(seed: 1, size: .init(width: 1200, height: 1600)), to: "photo.jpg")
    for number in 0..<count {
      let name = "photos/\(number % 2 == 0 ? "hat" : "shoe")"
      try folder.makeFolder(name)
      try FileManager.default.linkItem(atPath: folder("photo.jpg"), toPath: folder("\(name)/\(number).jpg"))
    }
  }

  private struct RunIsOver: Error, CustomStringConvertible {
    let description = "the run was over before it could be interrupted"
  }

  /// Starts a run that takes long, and waits until it has begun to work.
  static func startedRun(in folder: TemporaryFolder) async throws -> Program.Run {
    try writePhotos(3000, to: folder)
    let run = try Program.Run(["convert", "photos", "--out", "data", "--jobs", "1"], in: folder)
    while !(try folder.names().contains { $0.hasPrefix(".data.fmbuild-") }) {
      guard !folder.exists("data") else {
        // The process must be awaited here, because exit tests wait for any process that ends.
        _ = try await run.end()
        throw RunIsOver()
      }
      // Not a task's sleep: on a busy machine, other tests would run until this run is over.
      usleep(2000)
    }
    return run
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func signalEndsTheRunAndLeavesNothing(_ number: Int32) async throws {
    try await withTemporaryFolder { folder in
      let run = try await Self.startedRun(in: folder)
      run.send(number)
      let result = try await run.end()
      #expect(result.exitCode == 128 + number)
      #expect(result.output.isEmpty && result.errors.hasSuffix("interrupted; nothing was written\n"))
      #expect(try folder.names() == ["photo.jpg", "photos"])
    }
  }

  /// These commands only read, and compute for seconds. What they write comes last, and whole.
  @Test(arguments: ["verify data", "report data --out report.html"], [SIGINT, SIGTERM])
  func signalEndsALongComputationAndLeavesNothing(_ command: String, _ number: Int32) async throws {
    try await withTemporaryFolder { folder in
      try Self.writeNoise([("train", 20_000), ("t10k", 4000)], to: folder)
      let before = try folder.files(in: "data")
      // A process of its own sends the signal: in this one, other tests may keep a timer waiting.
      let result = try await Program.shell(
        #"timeout --preserve-status -s \#(number) 0.2 "$F" \#(command)"#, in: folder)
      // A shell counts a program that a signal has ended, which then came before the computation, in the same way.
      #expect(result.exitCode == 128 + number)
      #expect(result.output.isEmpty)
      #expect(try folder.names() == ["data"])
      #expect(try folder.files(in: "data") == before)
    }
  }

  /// Writes the IDX files of a dataset of images without meaning.
  private static func writeNoise(_ counts: [(stem: String, count: Int)], to folder: TemporaryFolder) throws {
    var generator = SeededGenerator(seed: 5)
    for (stem, count) in counts {
      var pixels: [UInt8] = []
      pixels.reserveCapacity(count * 784)
      for _ in 0..<count * 784 / 8 {
        let number = generator.next()
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
          pixels.append(UInt8(truncatingIfNeeded: number >> shift))
        }
      }
      let images = try IDXArray(pixels, dimensions: [count, 28, 28])
      let labels = try IDXArray((0..<count).map { UInt8($0 % 10) }, dimensions: [count])
      try folder.write(images.encoded(), to: "data/\(stem)-images-idx3-ubyte")
      try folder.write(labels.encoded(), to: "data/\(stem)-labels-idx1-ubyte")
    }
  }

  @Test func whatAKilledRunLeavesTheNextCleansUp() async throws {
    try await withTemporaryFolder { folder in
      let run = try await Self.startedRun(in: folder)
      run.send(SIGKILL)
      #expect(try await run.end().exitCode == -SIGKILL)
      let names = try folder.names()
      #expect(names.count == 3 && names[0].hasPrefix(".data.fmbuild-"))
      try folder.remove("photos")
      try Self.writePhotos(4, to: folder)
      let next = try await Program.run(
        ["convert", "photos", "--out", "data", "--test-fraction", "0"], in: folder)
      #expect(next.exitCode == 0)
      #expect(try folder.names() == ["data", "photo.jpg", "photos"])
    }
  }

  @Test func signalThatIsToBeIgnoredIsIgnored() async throws {
    try await withTemporaryFolder { folder in
      try Self.writePhotos(12, to: folder)
      // The signal is ignored, as by nohup, and is sent once the work has begun.
      let line = """
        trap '' HUP; "$F" convert photos --out data --test-fraction 0 --quiet & run=$!
        until ls -A | grep -q data; do :; done; kill -HUP $run; wait $run
        """
      let result = try await Program.shell(line, in: folder)
      #expect(result.exitCode == 0)
      #expect(folder.exists("data/dataset.json"))
    }
  }

  @Test func fullDiskIsAnErrorAndLeavesWhatWasThere() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("hat", 40), ("shoe", 40)], to: folder)
      #expect(try await Program.run(["convert", "photos", "--out", "data"], in: folder).exitCode == 0)
      let before = try folder.files(in: "data")
      // A limit on the size of files has the effect of a full disk, in the middle of a file.
      let line = "trap '' XFSZ; ulimit -f 8; \"$F\" convert photos --out data --overwrite --seed 3"
      let result = try await Program.shell(line, in: folder)
      #expect(result.exitCode == 2)
      #expect(result.errors.contains("could not write the file"))
      #expect(try folder.files(in: "data") == before)
      #expect(try folder.names() == ["data", "photos"])
    }
  }

  @Test func runsForOneTargetDoNotMix() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("hat", 40), ("shoe", 40)], to: folder)
      let runs = try (0..<4).map { seed in
        try Program.Run(["convert", "photos", "--out", "data", "--seed", "\(seed)"], in: folder)
      }
      var winners: [Int] = []
      for (seed, run) in runs.enumerated() {
        let result = try await run.end()
        #expect(result.exitCode == 0 || result.exitCode == 2)
        if result.exitCode == 0 { winners.append(seed) }
      }
      #expect(winners.count == 1)
      #expect(try folder.names() == ["data", "photos"])
      let winner = try #require(winners.first)
      _ = try await Program.run(["convert", "photos", "--out", "alone", "--seed", "\(winner)"], in: folder)
      #expect(try folder.files(in: "data") == folder.files(in: "alone"))
    }
  }
}
