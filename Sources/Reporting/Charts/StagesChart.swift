public import ImageCore
internal import Wording

/// Photos stage by stage, like Figure 1 of the Fashion-MNIST paper: a row for each photo, in it a picture for each stage.
public struct StagesChart: Sendable {
  private let title: String
  private let photos: [PhotoStages]
  /// The pictures that the chart refers to by number.
  public let pictures: [Image]

  private static let side = 96.0
  private static let gap = 10.0
  private static let lineHeight = 14.0
  private static let mostParameterLines = 8
  /// The longest side of a picture in pixels, enough for two pixels of a screen per unit.
  private static let longestPictureSide = 224

  /// - Parameter photos: the photos, all with the same stages.
  public init(title: String, photos: [PhotoStages]) {
    self.title = title
    self.photos = photos
    pictures = photos.flatMap { $0.tiles.map { $0.shownPicture.fitted(into: Self.longestPictureSide) } }
  }

  /// The chart as SVG; empty if there are no stages.
  public var svg: Markup {
    let names = photos.first?.tiles ?? []
    guard !names.isEmpty else { return .empty }
    let frame = ChartFrame(
      title: title, description: description,
      width: max(ChartFrame.width, Double(names.count) * (Self.side + Self.gap) - Self.gap))
    var y = frame.top + 14
    var body = Markup.empty
    let parameters = names.map {
      ChartText.lines($0.parameters, width: Self.side, fontSize: 12).prefix(Self.mostParameterLines)
    }
    for (column, tile) in names.enumerated() {
      let x = Double(column) * (Self.side + Self.gap)
      body += ChartText.element(tile.name, x: x, y: y, room: Self.side)
      for (line, text) in parameters[column].enumerated() {
        body += ChartText.element(text, x: x, y: y + Self.lineHeight * Double(line + 1), style: "subtitle")
      }
    }
    y += Self.lineHeight * Double(parameters.map(\.count).max() ?? 0) + 6
    var number = 0
    for photo in photos {
      body += ChartText.element(
        photo.photo + (photo.caption.isEmpty ? "" : ", \(photo.caption)"), x: 0, y: y + 16, style: "subtitle",
        fontSize: 12, room: frame.width)
      for (column, tile) in photo.tiles.enumerated() {
        body += self.tile(tile, number, x: Double(column) * (Self.side + Self.gap), y: y + 22)
        number += 1
      }
      y += 22 + Self.side + 24
    }
    return frame.svg(height: y, body: body)
  }

  /// Returns a picture in the middle of its place, with the frame of what is kept, and its size below.
  private func tile(_ tile: StageTile, _ number: Int, x: Double, y: Double) -> Markup {
    let (width, height) = (Double(tile.picture.width), Double(tile.picture.height))
    let unit = Self.side / max(width, height)
    let left = x + (Self.side - width * unit) / 2
    let top = y + (Self.side - height * unit) / 2
    let crop: Markup =
      tile.crop.map { crop in
        """
        <rect class='crop' x='\(at: left + Double(crop.x) * unit)' y='\(at: top + Double(crop.y) * unit)' \
        width='\(at: Double(crop.width) * unit)' height='\(at: Double(crop.height) * unit)'/>
        """
      } ?? .empty
    return """
      <image x='\(at: left)' y='\(at: top)' width='\(at: width * unit)' height='\(at: height * unit)' \
      href='#\(number)'/>\
      <rect class='frame' x='\(at: left)' y='\(at: top)' width='\(at: width * unit)' \
      height='\(at: height * unit)'/>\(crop)\
      \(ChartText.element(tile.size, x: x + Self.side / 2, y: y + Self.side + 14, anchor: .middle, style: "subtitle"))
      """
  }

  private var description: String {
    let names = (photos.first?.tiles ?? []).map(\.name).joined(separator: ", ")
    return "\(counted(photos.count, "photo")) after each stage: \(names)."
  }
}
