internal import Conversion
internal import DatasetFormat
internal import ImageCodecs
internal import ImageCore
internal import ImageStages
internal import Processors
internal import Reporting
internal import Wording

/// The photos of a report's images: small pictures of them, or links to them, with their crops and, for the images that
/// matter most, their stages.
struct ReportPhotos {
  /// The photos by the image's position.
  private(set) var photos: [ExamplePosition: Gallery.Photo] = [:]
  /// A sentence about photos that are not shown; nil if all that fit are.
  private(set) var notice: String?

  /// The longest side in pixels of the first embedded photos, of which there are so many, and of the others, so that more
  /// have room; and the quality on libjpeg's scale.
  private static let (side, largeCount, smallSide, quality) = (240, 200, 128, 72)
  /// The most bytes of embedded photos and stages, before they are written in base 64.
  private static let byteCount = 6_000_000
  /// The number of images whose stages are shown.
  private static let stagedCount = 40
  private static let (batchLength, pieceLength) = (128, 8)
  /// The formats that browsers show.
  private static let linkable: Set<FileFormat> = [.jpeg, .png, .webp, .avif, .gif, .bmp]

  private struct Source: Sendable {
    let dataset: Dataset
    let folder: String
    let isLinked: Bool
    /// How photos are decoded; nil if the dataset does not say.
    let settings: MapSettings?
    /// Whether the crop of the manifest can be drawn on the photo.
    let cropIsOnPhoto: Bool
  }

  /// - Parameters:
  ///   - positions: the images, the most important first. Photos are embedded as long as there is room.
  ///   - folder: the folder of the photos.
  ///   - isLinked: whether the page loads photos from their own files where a browser can show them.
  ///   - report: called with the number of photos that were read.
  /// - Throws: `DatasetError` if not one photo can be shown; `CancellationError`.
  init(
    of positions: [ExamplePosition], in dataset: Dataset, folder: String, isLinked: Bool,
    report: @Sendable (Int) -> Void
  ) async throws {
    let settings = try dataset.description.map { try MapSettings($0.recipe, jobCount: 1) }
    let place = settings.flatMap { CropPlace($0.pipeline.stages) }
    let source = Source(
      dataset: dataset, folder: folder, isLinked: isLinked, settings: settings,
      cropIsOnPhoto: place?.isOnPhoto ?? false)
    let memory = MemoryBudget()
    var room = Self.byteCount
    var missing: [DatasetError] = []
    for start in stride(from: 0, to: positions.count, by: Self.batchLength) where room > 0 {
      report(start)
      let batch = Array(positions[start..<min(start + Self.batchLength, positions.count)])
      let pieces = try await Parallel.map(batch.count, pieceLength: Self.pieceLength) { piece in
        try Self.photos(of: batch[piece], from: start + piece.lowerBound, source, memory)
      }
      for (position, photo) in zip(batch, pieces.joined()) {
        switch photo {
        case .success(let photo):
          guard photo.byteCount <= room else { continue }
          room -= photo.byteCount
          photos[position] = photo
        case .failure(let error): missing.append(error)
        }
      }
    }
    guard let first = missing.first else { return }
    guard !photos.isEmpty else { throw first }
    notice =
      "\(counted(missing.count, "photo")) \(missing.count == 1 ? "is" : "are") not shown, such as \(first.message)"
  }

  private static func photos(
    of positions: ArraySlice<ExamplePosition>, from first: Int, _ source: Source, _ memory: MemoryBudget
  ) throws -> [Result<Gallery.Photo, DatasetError>] {
    var finder = try PhotoFinder(photos: source.folder, dataset: source.dataset.root)
    var decoder = PhotoDecoder()
    return try zip(first..., positions).map { number, position in
      try Task.checkCancellation()
      do throws(DatasetError) {
        guard let row = source.dataset.manifest?.row(at: position) else {
          throw DatasetError(.invalidInput, "\(position): the manifest has no row for this image")
        }
        let file = try finder.photo(of: row)
        var photo = Gallery.Photo()
        if source.cropIsOnPhoto { photo.crop = row.crop?.thousandths }
        if !source.isLinked || !(FileFormat(of: file.bytes).map(linkable.contains) ?? false) {
          photo.picture = try picture(
            of: file, side: number < largeCount ? side : smallSide, source, &decoder, memory)
        }
        if number < Self.stagedCount, source.settings != nil {
          photo.stages = try stages(of: row, file, source)
        }
        return .success(photo)
      } catch {
        return .failure(error)
      }
    }
  }

  /// Returns a JPEG of the photo, upright and small.
  private static func picture(
    of file: PhotoFinder.Photo, side: Int, _ source: Source, _ decoder: inout PhotoDecoder,
    _ memory: MemoryBudget
  ) throws(DatasetError) -> [UInt8] {
    guard let settings = source.settings else {
      throw DatasetError(.invalidInput, "\(file.path): the dataset does not say how its photos are read")
    }
    var takenByteCount = 0
    defer { memory.giveBack(takenByteCount) }
    var options = settings.effectiveDecoding
    options.shrinkTarget = Size(width: side, height: side)
    let decoded = try decoder.decode(file.bytes, name: file.path, for: settings, options: options) {
      memory.take($0)
      takenByteCount = $0
    }
    let upright = settings.pipeline.decode.image(from: decoded.image)
    do throws(EncodingError) {
      return try ImageEncoder.jpeg(upright.fitted(into: side), quality: quality)
    } catch {
      throw DatasetError(.invalidInput, "\(file.path): \(error.message)")
    }
  }

  /// Returns what the stages after `decode` make of an image's photo.
  private static func stages(
    of row: ManifestRow, _ file: PhotoFinder.Photo, _ source: Source
  ) throws(DatasetError) -> [Gallery.Stage] {
    var tracer = try ExampleTracer(source.dataset, photos: source.folder)
    var stages: [Gallery.Stage] = []
    for tile in try tracer.trace(row, file).stages.tiles.dropFirst() {
      do throws(EncodingError) {
        stages.append(try Gallery.Stage(tile))
      } catch {
        throw DatasetError(.invalidInput, "\(row.position): \(error.message)")
      }
    }
    return stages
  }
}

extension ManifestRow.Crop {
  /// The part that was kept, in thousandths of the width and the height; nil if the row says nothing that can be drawn.
  fileprivate var thousandths: Rectangle? {
    func part(_ start: Int, _ length: Int, of whole: Int) -> (start: Int, length: Int)? {
      guard whole > 0, start >= 0, length > 0, start < whole, length <= whole - start else { return nil }
      func scaled(_ value: Int) -> Int { Int((Double(value) / Double(whole) * 1000).rounded()) }
      return (scaled(start), max(1, scaled(start + length) - scaled(start)))
    }
    guard let x = part(rectangle.x, rectangle.width, of: frame.width),
      let y = part(rectangle.y, rectangle.height, of: frame.height)
    else { return nil }
    return Rectangle(x: x.start, y: y.start, width: x.length, height: y.length)
  }
}
