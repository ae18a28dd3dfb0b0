internal import DatasetFormat
internal import FileSystem
internal import ImageCore
internal import ImageStages
internal import Synchronization

/// Converts all photos into images in parallel.
public enum PhotoMapper {
  /// The progress of the conversion.
  public struct Progress: Sendable {
    public let doneCount: Int
    public let totalCount: Int
    public let rejectedCount: Int
  }

  /// The most photos in a batch, few enough for an even distribution, and enough that the overhead is negligible.
  private static let largestBatchSize = 32
  /// The least number of batches for each worker, if there are as many photos: a few large photos keep all workers busy.
  private static let batchesPerWorker = 32

  /// The number of files that stay free for other things than photos, such as the locks and the files of the dataset.
  private static let spareFileCount = 4

  /// Returns the images and rejected photos of all photos, in the order of the photos whatever the number of workers.
  ///
  /// - Parameters:
  ///   - scratch: where the images are kept until the dataset is written.
  ///   - report: called after each batch, from any thread.
  /// - Throws: `DatasetError` if the task is cancelled, or a photo cannot be read for a reason that is not its own;
  ///   `FileSystemError` if the images cannot be kept.
  package static func map(
    _ collection: PhotoCollection, settings: MapSettings, scratch: ImageScratch,
    report: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws -> ExampleStore {
    let photos = collection.photos
    // Each worker has one photo open at a time.
    let workerCount = min(
      max(settings.jobCount, 1), max(photos.count, 1), max(OpenFiles.freeCount - spareFileCount, 1))
    let batchSize = min(largestBatchSize, max(1, photos.count / (batchesPerWorker * workerCount)))
    let batchCount = (photos.count + batchSize - 1) / batchSize
    let board = Board(batchCount: batchCount)
    let exampleByteCount = settings.pipeline.exampleType.byteCount
    let memory = MemoryBudget()

    try await withThrowingTaskGroup { group in
      for _ in 0..<workerCount {
        group.addTask {
          var converter = PhotoConverter(
            root: collection.root, settings: settings, memory: memory)
          while let number = board.takeNext() {
            let numbers = (number * batchSize)..<min((number + 1) * batchSize, photos.count)
            var batch = ExampleStore.Batch(capacity: numbers.count, exampleByteCount: exampleByteCount)
            for photo in photos[numbers] {
              if Task.isCancelled { throw DatasetError.interrupted }
              batch.add(
                photo, try converter.convert(photo.source), collection.classes)
            }
            try batch.keep(in: scratch)
            let (doneCount, rejectedCount) = board.put(batch, at: number)
            report(
              Progress(
                doneCount: min(doneCount * batchSize, photos.count), totalCount: photos.count,
                rejectedCount: rejectedCount))
          }
        }
      }
      // The first error ends the group, which cancels the other workers.
      while try await group.next() != nil {}
    }
    return ExampleStore(board.takeBatches(), exampleByteCount: exampleByteCount)
  }

  /// The shared list of batches: workers take the next number from it and store their results in it.
  private final class Board: Sendable {
    private struct State {
      var next = 0
      var doneCount = 0
      var rejectedCount = 0
      var batches: [ExampleStore.Batch]
    }

    private let state: Mutex<State>

    init(batchCount: Int) {
      state = Mutex(State(batches: Array(repeating: ExampleStore.Batch(), count: batchCount)))
    }

    func takeNext() -> Int? {
      state.withLock { state in
        guard state.next < state.batches.count else { return nil }
        state.next += 1
        return state.next - 1
      }
    }

    func put(_ batch: ExampleStore.Batch, at number: Int) -> (doneCount: Int, rejectedCount: Int) {
      state.withLock { state in
        state.batches[number] = batch
        state.doneCount += 1
        state.rejectedCount += batch.rejectedPhotos.count
        return (state.doneCount, state.rejectedCount)
      }
    }

    func takeBatches() -> [ExampleStore.Batch] {
      state.withLock { state in
        defer { state.batches = [] }
        return state.batches
      }
    }
  }
}
