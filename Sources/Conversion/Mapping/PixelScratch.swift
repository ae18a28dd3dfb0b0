internal import FileSystem
internal import Synchronization

/// Where the pixels of images go that do not fit into the memory: a file beside the dataset, without a name.
final class PixelScratch: Sendable {
  /// The bytes of pixels that stay in memory, by default: 128 MiB, 170,000 images of 28x28.
  static let usualLimit = 128 << 20

  private struct State {
    var memoryByteCount = 0
    var file: ScratchFile?
  }

  private let folder: String
  private let limit: Int
  private let state = Mutex(State())

  /// - Parameter folder: the folder in which a file may be made.
  init(folder: String, limit: Int = PixelScratch.usualLimit) {
    self.folder = folder
    self.limit = limit
  }

  /// Returns the pixels of a batch as they are kept: in memory while there is room, then in the file.
  func kept(_ pixels: [UInt8]) throws(FileSystemError) -> KeptPixels {
    let file = try state.withLock { state throws(FileSystemError) -> ScratchFile? in
      guard pixels.count > limit - state.memoryByteCount else {
        state.memoryByteCount += pixels.count
        return nil
      }
      if let file = state.file { return file }
      let file = try ScratchFile(in: folder)
      state.file = file
      return file
    }
    guard let file else { return .memory(pixels) }
    return .file(file, offset: try file.append(pixels))
  }
}

/// The pixels of a batch of images.
enum KeptPixels: Sendable {
  case memory([UInt8])
  case file(ScratchFile, offset: Int)

  func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> {
    switch self {
    case .memory(let pixels): pixels[range]
    case .file(let file, let offset): file.bytes(at: offset + range.lowerBound, count: range.count)[...]
    }
  }

  mutating func replace(_ range: Range<Int>, by bytes: [UInt8]) throws(FileSystemError) {
    switch self {
    case .memory(var pixels):
      // The array has one owner, so that it is not copied.
      self = .memory([])
      pixels.replaceSubrange(range, with: bytes)
      self = .memory(pixels)
    case .file(let file, let offset): try file.write(bytes, at: offset + range.lowerBound)
    }
  }
}
