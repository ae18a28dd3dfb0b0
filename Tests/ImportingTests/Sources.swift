import DatasetFormat
import IDX
import Importing
import TestSupport

/// Files as NumPy writes them, built byte by byte.
enum NumPy {
  /// Returns an array in NumPy's format.
  static func array(
    _ descr: String, _ shape: String, _ data: [UInt8], version: UInt8 = 1, order: String = "False"
  ) -> [UInt8] {
    var head = "{'descr': '\(descr)', 'fortran_order': \(order), 'shape': \(shape), }"
    let lengthByteCount = version == 1 ? 2 : 4
    while (8 + lengthByteCount + head.utf8.count + 1) % 64 != 0 { head += " " }
    head += "\n"
    let length = (0..<lengthByteCount).map { UInt8(truncatingIfNeeded: head.utf8.count >> (8 * $0)) }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + Array(head.utf8) + data
  }

  static func number(_ value: Int, _ byteCount: Int) -> [UInt8] {
    (0..<byteCount).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// Returns a zip file with stored members, as `numpy.savez` writes it: the local headers have zip64's sizes.
  static func zip(_ members: [(name: String, content: [UInt8])], method: Int = 0, announced: Int? = nil)
    -> [UInt8]
  {
    var (file, directory): ([UInt8], [UInt8]) = ([], [])
    for (name, content) in members {
      let crc = number(Int(CRC32(content.span).value), 4)
      let offset = file.count
      let kind = number(0, 2) + number(method, 2) + number(0, 4) + crc
      let extra = number(1, 2) + number(16, 2) + number(content.count, 8) + number(content.count, 8)
      file += number(0x0403_4B50, 4) + number(45, 2) + kind + number(0xFFFF_FFFF, 4) + number(0xFFFF_FFFF, 4)
      file += number(name.utf8.count, 2) + number(extra.count, 2) + Array(name.utf8) + extra + content
      directory += number(0x0201_4B50, 4) + number(45, 2) + number(45, 2) + kind
      directory += number(content.count, 4) + number(announced ?? content.count, 4)
      directory += number(name.utf8.count, 2) + number(0, 2) + number(0, 2) + number(0, 8) + number(offset, 4)
      directory += Array(name.utf8)
    }
    let end =
      number(0x0605_4B50, 4) + number(0, 4) + number(members.count, 2) + number(members.count, 2)
      + number(directory.count, 4) + number(file.count, 4) + number(0, 2)
    return file + directory + end
  }
}

/// Returns bytes that look random, the same for the same seed.
func noise(_ count: Int, _ seed: UInt32 = 1) -> [UInt8] {
  var state = seed
  return (0..<count).map { _ in
    state = state &* 1_664_525 &+ 1_013_904_223
    return UInt8(state >> 24)
  }
}

/// Imports a source of a temporary folder, and reads the dataset.
func imported(_ source: String, _ options: ImportOptions = ImportOptions(), in folder: TemporaryFolder)
  async throws -> Dataset
{
  var settings = Import.Settings(source: folder(source), target: folder("imported"))
  settings.options = options
  settings.overwrites = true
  _ = try await Import.run(settings)
  return try await DatasetReader.read(folder("imported"))
}

/// Returns the message with which an import fails; nil if it does not.
func failure(_ source: String, _ options: ImportOptions = ImportOptions(), in folder: TemporaryFolder) async
  -> String?
{
  do {
    _ = try await imported(source, options, in: folder)
    return nil
  } catch {
    return "\(error)"
  }
}
