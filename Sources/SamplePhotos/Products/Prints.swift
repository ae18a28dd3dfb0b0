/// Patterns of a whole garment, and motifs on its chest.
enum Prints {
  /// Draws stripes of one or two colours on a background.
  static func stripes(
    on background: Colour, _ random: inout RandomSource, isLengthwise: Bool = false, fine: Bool = false
  ) -> Pattern {
    let period = Float(fine ? random.within(0.06...0.14) : random.within(0.18...0.5))
    let first = background.luma > 0.5 ? Palette.clothing.colour(&random) : Palette.bright.colour(&random)
    let colour = abs(first.luma - background.luma) < 0.12 ? background.contrasting : first
    var stripes = [
      Pattern.Stripe(middle: 0, width: period * Float(random.within(0.25...0.55)), colour: colour)
    ]
    if !fine, random.chance(0.3) {
      stripes.append(.init(middle: period / 2, width: period * 0.12, colour: Palette.bright.colour(&random)))
    }
    return .stripes(stripes, period: period, isLengthwise: isLengthwise)
  }

  /// Draws a gingham, window-pane or tartan check.
  static func checks(on background: Colour, _ random: inout RandomSource) -> Pattern {
    let period = Float(random.within(0.16...0.5))
    let first = Palette.shirting.colour(&random)
    let colour =
      abs(first.luma - background.luma) < 0.2 ? background.contrasting.mixed(with: first, 0.25) : first
    switch random.count(0...2) {
    case 0: return .checks([.init(middle: 0, width: period / 2, colour: colour)], period: period * 0.7)
    case 1: return .checks([.init(middle: 0, width: period * 0.12, colour: colour)], period: period)
    default:
      let accent = Palette.bright.colour(&random)
      return .checks(
        [
          .init(middle: 0, width: period * 0.5, colour: colour),
          .init(middle: 0, width: period * 0.1, colour: background),
          .init(middle: period / 2, width: period * 0.07, colour: accent),
        ], period: period * 1.3)
    }
  }

  static func flowers(on background: Colour, _ random: inout RandomSource) -> Pattern {
    let colours = (0..<3).map { _ -> Colour in
      let colour = Palette.bright.colour(&random)
      return abs(colour.luma - background.luma) < 0.15 ? background.contrasting : colour
    }
    return .blossoms(colours, period: Float(random.within(0.16...0.45)), seed: UInt32(random.count(0...9999)))
  }

  static func blotches(on background: Colour, _ random: inout RandomSource) -> Pattern {
    let dark = background.mixed(with: .black, Float(random.within(0.4...0.8)))
    let light = background.mixed(with: .white, Float(random.within(0.3...0.7)))
    let size = Float(random.within(0.12...0.4))
    return .blotches(
      random.chance(0.5) ? [dark, light] : [background.luma > 0.5 ? dark : light],
      scale: SIMD2(size * Float(random.within(0.8...1.8)), size),
      share: Float(random.within(0.38...0.5)), seed: UInt32(random.count(0...9999)))
  }

  static func dots(on background: Colour, _ random: inout RandomSource) -> Pattern {
    let period = Float(random.within(0.1...0.3))
    return .dots(background.contrasting, period: period, radius: period * Float(random.within(0.14...0.3)))
  }

  static func melange(_ random: inout RandomSource) -> Pattern {
    .melange(Float(random.within(0.05...0.12)), seed: UInt32(random.count(0...9999)))
  }

  /// Draws a motif on the chest: letters, a badge, a picture or a small emblem. `center` is the motif's middle.
  static func motif(at center: Point, on background: Colour, _ random: inout RandomSource) -> [Detail] {
    let bright = Palette.bright.colour(&random)
    let ink =
      abs(bright.luma - background.luma) > 0.25 && random.chance(0.5)
      ? bright : background.contrasting.mixed(with: background, 0.08)
    let width = random.within(0.4...0.62)
    switch random.count(0...6) {
    case 0, 1: return words(at: center, halfWidth: width, ink: ink, lineCount: random.count(1...3), &random)
    case 2:
      let ring = Path.circle(center: center, radius: width * 0.85)
      return [Detail(ring, ink), Detail(.circle(center: center, radius: width * 0.7), background)]
        + words(at: center, halfWidth: width * 0.52, ink: ink, lineCount: 2, &random)
    case 3:
      let frame = Path.rectangle(
        x: center.x - width...center.x + width,
        y: center.y - width * 0.9...center.y + width * random.within(0.7...1.5))
      let colours = [Palette.bright.colour(&random), ink, background.contrasting]
      let picture = Paint(
        colour: background.mixed(with: bright, 0.5),
        pattern: .blotches(
          colours, scale: SIMD2(0.24, 0.2), share: 0.45, seed: UInt32(random.count(0...9999))))
      return [Detail(frame, picture)]
    case 4:
      let points = random.count(5...12)
      return [
        Detail(
          .star(center: center, radius: width, innerRadius: width * random.within(0.4...0.9), points: points),
          ink),
        Detail(.circle(center: center, radius: width * 0.28), random.chance(0.5) ? background : bright),
      ]
    case 5:
      return [
        Detail(.rectangle(x: center.x - width...center.x + width, y: center.y - 0.16...center.y + 0.16), ink)
      ]
        + words(at: center, halfWidth: width * 0.8, ink: background, lineCount: 1, &random)
    default:
      let emblem = Point(0.42, center.y - 0.15)
      return [
        Detail(
          .rectangle(
            x: emblem.x - 0.09...emblem.x + 0.09, y: emblem.y - 0.06...emblem.y + 0.06, rounding: 0.03), ink)
      ]
    }
  }

  /// Draws lines of shapes that look like capital letters from afar.
  private static func words(
    at center: Point, halfWidth: Double, ink: Colour, lineCount: Int, _ random: inout RandomSource
  ) -> [Detail] {
    var letters = Path(contours: [])
    let height = min(0.24, halfWidth * random.within(0.25...0.42))
    for line in 0..<lineCount {
      let middle = center.y + (Double(line) - Double(lineCount - 1) / 2) * height * 1.35
      let half = halfWidth * random.within(0.7...1)
      let pitch = height * random.within(0.75...0.9)
      var x = center.x - half
      while x + pitch * 0.7 < center.x + half {
        if !random.chance(0.12) {
          letters =
            letters + letter(x: x, width: pitch * 0.72, top: middle - height / 2, height: height, &random)
        }
        x += pitch
      }
    }
    return [Detail(letters, ink)]
  }

  /// Returns the strokes of an invented letter.
  private static func letter(
    x: Double, width: Double, top: Double, height: Double, _ random: inout RandomSource
  ) -> Path {
    let stroke = width * 0.32
    let bottom = top + height
    var path = Path.rectangle(x: x...x + stroke, y: top...bottom)
    if random.chance(0.6) { path = path + .rectangle(x: x + width - stroke...x + width, y: top...bottom) }
    for bar in [top, top + (height - stroke) / 2, bottom - stroke] where random.chance(0.6) {
      path = path + .rectangle(x: x...x + width, y: bar...bar + stroke)
    }
    return path
  }
}
