import DatasetFormat
import Exporting
import Foundation
import Testing
import TestSupport

/// A dataset of six training and four test images, and what other people's formats make of it: files that were written
/// byte by byte with Python, and read with the programs that people use.
enum Fixtures {
  static let folder = Bundle.module.bundleURL.appending(path: "Fixtures").path

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + path)))
  }

  static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

  /// Returns the dataset. Its pictures are the files of the folder `png`, because another compressor makes other files.
  static func dataset(name: String = "products") async throws -> ExportedDataset {
    let read = try await DatasetReader.read(folder + "/idx")
    var dataset = try ExportedDataset(read, name: name)
    var pictures: [[UInt8]: [UInt8]] = [:]
    for part in read.splits {
      for index in 0..<part.count {
        let file = "png/\(part.split.rawValue)-0000\(index).png"
        pictures[Array(part.bytes(of: index))] = try bytes(file)
      }
    }
    dataset.pictures = PNGPictures { [pictures] _ in
      { pixels in try #require(pictures[Array(pixels)]) }
    }
    return dataset
  }

  /// The names of the dataset's classes, which have what breaks folders, tables, YAML and C.
  static let classNames = ["T-shirt/top", "Ankle boot", "Schlüssel, \"klein\""]
}

/// Exports a dataset into a new folder of a temporary one, and returns the export's files but its record.
func exported(
  _ dataset: ExportedDataset, as format: any ExportFormat, to name: String = "export",
  in folder: TemporaryFolder
) async throws -> [String: [UInt8]] {
  _ = try await Export.run(dataset, .init(target: folder(name), format: format))
  var files = try folder.files(in: name)
  let record = files.removeValue(forKey: "export.json")
  #expect(record?.isEmpty == false)
  return files
}

/// Returns the file of an export, whose name is in the message if there is none.
func file(_ name: String, _ files: [String: [UInt8]]) throws -> [UInt8] {
  try #require(files[name], "no \(name) among \(files.keys.sorted())")
}

/// Makes a format with options.
func format(_ name: String, _ options: [ExportOption: String] = [:]) throws -> any ExportFormat {
  try ExportFormats.format(named: name, ExportOptions(options))
}
