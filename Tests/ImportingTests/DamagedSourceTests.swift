import DatasetFormat
import Exporting
import Foundation
import IDX
import ImageCodecs
import ImageCore
import Importing
import Testing
import TestSupport

/// Tests that a damaged source is imported or refused, and never ends the program.
struct DamagedSourceTests {
  private func source(_ format: String) async throws -> (file: String, bytes: [UInt8]) {
    switch format {
    case "npz":
      let members = [
        ("x.npy", NumPy.array("|u1", "(4, 2, 2)", noise(16))),
        ("y.npy", NumPy.array("<i2", "(4,)", [0, 0, 1, 0, 0, 0, 1, 0])),
      ]
      return ("s.npz", NumPy.zip(members))
    case "csv": return ("s.csv", Array("label,a,b,c,d\n0,1,2,3,4\n1,5,6,7,8\n\"1\",9,10,11,12\n".utf8))
    case "csv.gz":
      return (
        "s.csv.gz", try await Gzip.compress(Array("label,a,b,c,d\n0,1,2,3,4\n1,5,6,7,8\n1,9,6,7,8\n".utf8))
      )
    case "parquet":
      let format = try ParquetExport(ExportOptions())
      return try await withTemporaryFolder { folder in
        for split in Split.ofMNIST {
          try folder.write(
            IDXArray(noise(36), dimensions: [4, 3, 3]).encoded(), to: "data/\(split.imagesName())")
          try folder.write(
            IDXArray([UInt8]([0, 1, 1, 0]), dimensions: [4]).encoded(), to: "data/\(split.labelsName)")
        }
        _ = try await Export.run(
          ExportedDataset(DatasetReader.read(folder("data")), name: "products"),
          .init(target: folder("export"), format: format))
        return ("s.parquet", try folder.bytes("export/data/train-00000-of-00001.parquet"))
      }
    case "png":
      let image = Image(size: Size(width: 2, height: 2), channels: .grey, samples: .eightBit(noise(4)))
      return ("s/a/x.png", try ImageEncoder.png(image))
    default:
      return (
        "s/train-labels-idx2-int",
        try IDXArray([Int32](repeating: 1, count: 16), dimensions: [2, 8]).encoded()
      )
    }
  }

  @Test(arguments: ["npz", "csv", "csv.gz", "parquet", "png", "idx"])
  func everyDamageEnds(_ format: String) async throws {
    try await withTemporaryFolder { folder in
      let (file, bytes) = try await source(format)
      if format == "png" {
        let other = Image(size: Size(width: 2, height: 2), channels: .grey, samples: .eightBit(noise(4, 9)))
        for name in ["y", "z"] {
          try folder.write(
            try ImageEncoder.png(
              name == "y" ? other : Image(size: other.size, channels: .grey, samples: .eightBit(noise(4, 5)))),
            to: "s/b/\(name).png")
        }
      }
      if format == "idx" {
        try folder.write(
          IDXArray(noise(8), dimensions: [2, 2, 2]).encoded(), to: "s/train-images-idx3-ubyte")
      }
      var random = SeededGenerator(seed: 7)
      var failureCount = 0
      // FMBUILD_MUTATIONS=10000 tries more than a test has time for.
      let roundCount = ProcessInfo.processInfo.environment["FMBUILD_MUTATIONS"].flatMap { Int($0) } ?? 300
      for round in 0..<roundCount {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          let place = Int.random(in: 0..<max(1, damaged.count), using: &random)
          switch Int.random(in: 0..<5, using: &random) {
          case 0: damaged.removeSubrange(place...)
          case 1: damaged.insert(contentsOf: noise(3, UInt32(round)), at: place)
          case 2 where place + 4 <= damaged.count:
            damaged.replaceSubrange(place..<(place + 4), with: [255, 255, 255, 255])
          default: if place < damaged.count { damaged[place] = UInt8.random(in: 0...255, using: &random) }
          }
        }
        try folder.write(damaged, to: file)
        let source = String(file.split(separator: "/")[0])
        do {
          if let dataset = try await Import.dataset(of: folder(source), isRequested: true)?.dataset {
            #expect(dataset.splits.allSatisfy { $0.labels.count == $0.count } && dataset.imageCount > 0)
          } else {
            failureCount += 1
          }
        } catch {
          failureCount += 1
          // Of folders, another file than the damaged one may be that which does not fit.
          let name = ["png": "/s/", "idx": "train-"][format] ?? file
          #expect("\(error)".contains(name), "round \(round): \(error)")
        }
      }
      #expect(failureCount > roundCount / 4)
    }
  }

  @Test func smallFileThatUnpacksToMuchEndsQuickly() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(await Gzip.compress([UInt8](repeating: 0x20, count: 300 << 20)), to: "s.csv.gz")
      #expect(try #require(await failure("s.csv.gz", in: folder)).contains("unpacks to more than"))
    }
  }
}
