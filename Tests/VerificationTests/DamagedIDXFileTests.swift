import DatasetFormat
import IDX
import Testing
import TestSupport
import Verification
import VerificationTestSupport

/// Tests that no damaged compressed file with changed elements is reported as clean.
struct DamagedIDXFileTests {
  static let name = Split.train.imagesName()

  /// Calls `body` with a verifier, which returns whether nothing is found in a small dataset with given bytes as its
  /// training images.
  static func withVerifier(
    _ body: (_ original: [UInt8], _ isClean: ([UInt8]) async throws -> Bool) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      try await CleanDataset.small.writeCompressed(to: folder)
      var settings = Verification.Settings(folder: folder.path)
      let checks = CheckCatalogue.descriptions.filter { $0.group == .container }
      settings.policy = try Policy.standard.limited(to: checks.map(\.id))
      let inForce = settings
      try await body(try folder.bytes(name + ".gz")) { bytes in
        try folder.write(bytes, to: name + ".gz")
        return try await Verification.run(inForce).gravest == nil
      }
    }
  }

  @Test func wholeFileIsClean() async throws {
    try await Self.withVerifier { original, isClean in
      let isFoundClean = try await isClean(original)
      #expect(isFoundClean)
    }
  }

  @Test func noPrefixIsClean() async throws {
    try await Self.withVerifier { original, isClean in
      // The lengths are every byte of the headers, steps in the rest, and every byte at the end.
      let step = original.count / 140
      let lengths = Set(0..<40).union(stride(from: 40, to: original.count, by: step))
        .union((original.count - 20)..<original.count)
      #expect(lengths.count >= 190)
      for length in lengths.sorted() {
        let isFoundClean = try await isClean(Array(original.prefix(length)))
        #expect(!isFoundClean, "\(length) bytes")
      }
    }
  }

  @Test func noMutationOfTheElementsIsClean() async throws {
    try await Self.withVerifier { original, isClean in
      let elements = try CleanDataset.small.images(.train)
      var generator = SeededGenerator(seed: 8)
      var cleanCount = 0
      for number in 0..<300 {
        var bytes = original
        // Every second change is in the headers or the trailer.
        let index =
          number.isMultiple(of: 2)
          ? Int.random(in: 0..<original.count, using: &generator)
          : [Int](Array(0..<52) + Array((original.count - 8)..<original.count))
            .randomElement(using: &generator) ?? 0
        bytes[index] ^= UInt8.random(in: 1...255, using: &generator)
        guard try await isClean(bytes) else { continue }
        cleanCount += 1
        // Changes to the time, the system and similar fields are allowed, but the elements must not change.
        #expect(index < 10, "byte \(index)")
        #expect(try IDXArray(parsing: bytes) == elements, "byte \(index)")
      }
      #expect(cleanCount > 0 && cleanCount < 60)
    }
  }
}
