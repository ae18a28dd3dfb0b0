internal import Checksums
internal import DatasetFormat
internal import ImageCore
internal import ImageStages
internal import Wording

extension ImageRecord {
  /// Reads a row of a batch.
  ///
  /// - Parameters:
  ///   - type: the size and channels that the images must have.
  ///   - recipe: the digits of the recipe that the row must have.
  /// - Throws: a fault that names the photo, if the row is not as `map` writes it.
  init(_ batch: ArrowBatch, row: Int, type: ExampleType, recipe: String) throws(RecordFault) {
    guard let source = try batch.text("source", row), !source.isEmpty else {
      throw .damaged("row \(row) of a batch has no source")
    }
    let reader = RowReader(batch: batch, row: row, source: source)
    guard isPathBelowFolder(source) else {
      throw reader.fault("its path leads out of the folder of the photos")
    }
    self.source = source
    label = try batch.text("label", row)
    group = try batch.text("group", row)
    split = try batch.text("split", row)
    let recorded = try batch.text("recipe", row) ?? ""
    guard recorded == recipe else {
      throw RecordFault(
        "\(printable(source)) was converted by another recipe (\(printable(recorded)), not \(recipe)): by other options, or by another "
          + "fmbuild; name the options of 'map' here as well, or map again ('fmbuild map --print-recipe' prints what "
          + "the digits stand for)")
    }
    let sha256 = try reader.digest("sha256")
    if let text = try batch.text("reason", row) {
      guard let reason = RejectedPhoto.Reason(rawValue: text) else {
        throw reader.fault("'\(printable(text))' is no reason that this version knows")
      }
      outcome = .rejected(PhotoRejection(reason, try batch.text("detail", row) ?? ""), sha256)
      return
    }
    guard let sha256 else { throw reader.fault("it has neither a reason nor a SHA-256") }
    outcome = .converted(try reader.photo(sha256, type))
  }
}

/// Reads the values of one row, and checks each.
private struct RowReader {
  let batch: ArrowBatch
  let row: Int
  let source: String

  /// The longest side of a photo, and the greatest number of pieces, that are believed.
  private static let largestNumber = 1_000_000_000

  func fault(_ problem: String) -> RecordFault {
    RecordFault("\(printable(source)): \(problem); map the photo again")
  }

  func digest(_ column: String) throws(RecordFault) -> SHA256Digest? {
    guard let bytes = batch.bytes(column, row) else { return nil }
    guard bytes.count == 32 else { throw fault("its column '\(column)' has \(bytes.count) bytes, not 32") }
    return SHA256Digest(bytes: Array(bytes))
  }

  private func number(_ column: String, from least: Int) throws(RecordFault) -> Int? {
    guard let number = batch.integer(column, row) else { return nil }
    guard (least...Self.largestNumber).contains(number) else {
      throw fault("its column '\(column)' is \(number)")
    }
    return number
  }

  private func size(_ width: String, _ height: String) throws(RecordFault) -> Size? {
    switch (try number(width, from: 1), try number(height, from: 1)) {
    case (let width?, let height?): return Size(width: width, height: height)
    case (nil, nil): return nil
    default: throw fault("one of '\(width)' and '\(height)' is missing")
    }
  }

  func photo(_ sha256: SHA256Digest, _ type: ExampleType) throws(RecordFault) -> ConvertedPhoto {
    guard let photoSize = try size("width", "height") else { throw fault("it has no width and height") }
    guard let darkest = try number("darkest", from: 0), let lightest = try number("lightest", from: 0),
      darkest <= lightest, lightest <= 255
    else { throw fault("'darkest' and 'lightest' are no two levels from 0 to 255") }
    var stages = StageRecord()
    stages.thumbnail = try size("thumbnail_width", "thumbnail_height")
    stages.crop = try crop()
    if let name = try batch.text("background", row) {
      guard let background = PhotoBackground(rawValue: name) else {
        throw fault("'\(printable(name))' is no background that this version knows")
      }
      stages.background = background
    }
    stages.isolation = try isolation()
    guard let pixels = batch.bytes("pixels", row).map({ Array($0) }), pixels.count == type.byteCount else {
      throw fault(
        "its image has \(batch.bytes("pixels", row)?.count ?? 0) bytes, not the \(type.byteCount) of \(type)")
    }
    guard try digest("pixels_sha256") == SHA256Hasher.digest(pixels) else {
      throw fault("its image is not the one that was recorded, by its SHA-256")
    }
    return ConvertedPhoto(
      sha256: sha256, photoSize: photoSize, stages: stages, levels: UInt8(darkest)...UInt8(lightest),
      warnings: try batch.text("warnings", row).map { [$0] } ?? [], pixels: pixels)
  }

  private func crop() throws(RecordFault) -> Rectangle? {
    guard let size = try size("crop_width", "crop_height") else { return nil }
    guard let x = try number("crop_x", from: 0), let y = try number("crop_y", from: 0) else {
      throw fault("its crop has no position")
    }
    return Rectangle(x: x, y: y, width: size.width, height: size.height)
  }

  private func isolation() throws(RecordFault) -> ProductIsolation.Summary? {
    guard let name = try batch.text("isolated_by", row) else { return nil }
    guard let method = ProductIsolation.Method(rawValue: name),
      let share = batch.double("product_share", row), (0...1).contains(share)
    else { throw fault("'isolated_by' and 'product_share' are not as 'map' writes them") }
    return ProductIsolation.Summary(
      method: method, share: share, pieceCount: try number("product_pieces", from: 0))
  }
}
