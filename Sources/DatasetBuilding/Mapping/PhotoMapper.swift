internal import ImageCore
internal import ImageStages
internal import Synchronization

/// Turns all photos into items, several at a time.
public enum PhotoMapper {
  /// How far it has come.
  public struct Progress: Sendable {
    public let doneCount: Int
    public let totalCount: Int
    public let rejectCount: Int
  }

  /// Photos that a worker takes at a time: few enough to share them out, many enough that sharing costs nothing.
  private static let chunkSize = 32

  /// Items and rejects of all photos, in the order of the photos whatever the number of workers.
  ///
  /// - Parameter report: called after every few photos, from any thread.
  /// - Throws: `DatasetError` if the task is cancelled.
  public static func map(
    _ collection: PhotoCollection, settings: MapSettings,
    report: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws -> ItemStore {
    let photos = collection.photos
    let chunkCount = (photos.count + chunkSize - 1) / chunkSize
    let board = Board(chunkCount: chunkCount)
    let itemByteCount = settings.pipeline.itemSize.pixelCount * settings.pipeline.itemChannels.rawValue

    try await withThrowingTaskGroup { group in
      for _ in 0..<min(max(settings.jobCount, 1), max(chunkCount, 1)) {
        group.addTask {
          var converter = try PhotoConverter(
            root: collection.root, classes: collection.classes, settings: settings)
          while let number = board.takeNext() {
            let numbers = (number * chunkSize)..<min((number + 1) * chunkSize, photos.count)
            var chunk = ItemStore.Chunk()
            chunk.records.reserveCapacity(numbers.count)
            chunk.pixels.reserveCapacity(numbers.count * itemByteCount)
            for photo in photos[numbers] {
              if Task.isCancelled { throw DatasetError(.cancelled, "interrupted; nothing was written") }
              converter.convert(photo, into: &chunk)
            }
            let (doneCount, rejectCount) = board.put(chunk, at: number)
            report(
              Progress(
                doneCount: min(doneCount * chunkSize, photos.count), totalCount: photos.count,
                rejectCount: rejectCount))
          }
        }
      }
      try await group.waitForAll()
    }
    return ItemStore(board.chunks, itemByteCount: itemByteCount)
  }

  /// Where workers take stretches of photos from and put items to.
  private final class Board: Sendable {
    private struct State {
      var next = 0
      var doneCount = 0
      var rejectCount = 0
      var chunks: [ItemStore.Chunk]
    }

    private let state: Mutex<State>

    init(chunkCount: Int) {
      state = Mutex(State(chunks: Array(repeating: ItemStore.Chunk(), count: chunkCount)))
    }

    func takeNext() -> Int? {
      state.withLock { state in
        guard state.next < state.chunks.count else { return nil }
        state.next += 1
        return state.next - 1
      }
    }

    func put(_ chunk: ItemStore.Chunk, at number: Int) -> (doneCount: Int, rejectCount: Int) {
      state.withLock { state in
        state.chunks[number] = chunk
        state.doneCount += 1
        state.rejectCount += chunk.rejects.count
        return (state.doneCount, state.rejectCount)
      }
    }

    var chunks: [ItemStore.Chunk] { state.withLock { $0.chunks } }
  }
}
