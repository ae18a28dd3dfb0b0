internal import FileSystem
internal import Synchronization

/// Where batches of images go that do not fit into the memory: a file beside the dataset, without a name.
package final class ImageScratch: Sendable {
  /// The bytes that stay in memory, by default: 64 MiB, more than 70,000 images of 28x28.
  package static let usualLimit = 64 << 20

  private struct State {
    var memoryByteCount = 0
    var file: ScratchFile?
  }

  private let folder: String
  private let limit: Int
  private let state = Mutex(State())

  /// - Parameters:
  ///   - folder: the folder in which a file may be made.
  ///   - limit: the bytes that stay in memory.
  init(folder: String, limit: Int) {
    self.folder = folder
    self.limit = limit
  }

  /// Returns the bytes of a batch as they are kept: in memory while there is room, then in the file.
  func kept(_ bytes: [UInt8]) throws(FileSystemError) -> KeptImages {
    let file = try state.withLock { state throws(FileSystemError) -> ScratchFile? in
      guard bytes.count > limit - state.memoryByteCount else {
        state.memoryByteCount += bytes.count
        return nil
      }
      if let file = state.file { return file }
      let file = try ScratchFile(in: folder)
      state.file = file
      return file
    }
    guard let file else { return .memory(bytes) }
    let offset = try file.append(bytes)
    return .file(file, offset..<offset + bytes.count)
  }
}

/// The bytes of a batch of images.
enum KeptImages: Sendable {
  case memory([UInt8])
  case file(ScratchFile, Range<Int>)

  var byteCount: Int {
    switch self {
    case .memory(let bytes): bytes.count
    case .file(_, let place): place.count
    }
  }

  func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> {
    switch self {
    case .memory(let bytes): bytes[range]
    case .file(let file, let place):
      file.bytes(at: place.lowerBound + range.lowerBound, count: range.count)[...]
    }
  }

  mutating func replace(_ range: Range<Int>, by bytes: [UInt8]) throws(FileSystemError) {
    switch self {
    case .memory(var own):
      // The array has one owner, so that it is not copied.
      self = .memory([])
      own.replaceSubrange(range, with: bytes)
      self = .memory(own)
    case .file(let file, let place): try file.write(bytes, at: place.lowerBound + range.lowerBound)
    }
  }
}
