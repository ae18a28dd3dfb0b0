/// The colours of a kind of product, weighted by how common they are.
struct Palette {
  let shades: [(weight: Double, choice: UInt32)]

  /// Returns a random colour of the palette, slightly varied.
  func colour(_ random: inout RandomSource) -> Colour {
    let colour = Colour(hex: random.pick(shades))
    let brightness = Float(random.within(0.94...1.06))
    let tint = Colour(
      Float(random.jitter(0.012)), Float(random.jitter(0.012)), Float(random.jitter(0.012)))
    return (colour * brightness + tint).clamped(
      lowerBound: Colour(repeating: 0.07), upperBound: Colour(repeating: 0.945))
  }

  /// The colours of clothes: most are black, white, grey or navy.
  static let clothing = Palette(shades: [
    (16, 0x1B1B1E), (9, 0xF0F0EE), (4, 0xEAE4D8), (5, 0x3A3B40), (5, 0x74767A), (6, 0xB4B6B9), (11, 0x222B45),
    (3, 0x2F4A7C), (3, 0x7F9CC4), (2, 0xB9CFE6), (3, 0x7A2233), (3, 0xB3262F), (2, 0xD8605A), (3, 0xE3B5B8),
    (3, 0x4C5A3C), (1.5, 0x2C5B4A), (1.5, 0x8FB59B), (2, 0xC8A165), (2, 0xE0B93C), (1.5, 0x6E4A86),
    (1, 0xC7B4DA),
    (2, 0x6B4C35), (1.5, 0xC9B79A), (1, 0xD9772F), (1, 0x2E8E94),
  ])

  /// The colours of outerwear, which are darker and earthier.
  static let outerwear = Palette(shades: [
    (22, 0x1A1A1D), (12, 0x232B40), (6, 0x3B3D42), (4, 0x6F7276), (5, 0x4B513B), (5, 0xB9966A), (3, 0x6A4A34),
    (3, 0x74243A), (2, 0xB02A30), (3, 0xD8CDBB), (2, 0xEDEBE6), (2, 0x2F4E80), (1.5, 0xC59A3A),
    (1.5, 0xD9AEB0), (2, 0xA9ADB2),
  ])

  static let shirting = Palette(shades: [
    (16, 0xF1F2F3), (10, 0xB7CDE8), (7, 0x7D9CCB), (10, 0x24304F), (8, 0x1D1D20), (4, 0x8C8F94),
    (4, 0xE9C6CB),
    (3, 0x8A2636), (3, 0x55704F), (3, 0xD9CBB0), (2, 0xB8452F), (3, 0x4B6C9B), (2, 0x6F86A3), (2, 0xCFE0D4),
  ])

  static let denim = Palette(shades: [
    (6, 0x26324D), (6, 0x3A507A), (6, 0x587AA8), (4, 0x86A4C8), (2, 0xA9BFD6), (5, 0x1C1D22), (3, 0x3D3F45),
    (1, 0x8A8D92),
  ])

  static let trousers = Palette(shades: [
    (16, 0x1B1B1E), (8, 0x232B42), (6, 0x3C3E43), (5, 0x77797D), (6, 0xB79C74), (4, 0xD5C6A8), (4, 0x565B43),
    (3, 0xEDECE8), (3, 0x6A2635), (2, 0x5C4331), (1, 0xC95A55), (1, 0x9DB9CF),
  ])

  static let leather = Palette(shades: [
    (20, 0x1C1A1A), (8, 0x4A2F22), (9, 0x8A5431), (6, 0xB57B48), (5, 0xC8A57C), (4, 0x6B1F28), (4, 0x27304A),
    (4, 0x77736E), (3, 0xD9CDBE), (3, 0xECE9E4), (2, 0xA3262E), (2, 0x4D5340), (2, 0xD9A8A6), (1.5, 0xB8B6B8),
    (1, 0xC9A24A),
  ])

  static let sports = Palette(shades: [
    (18, 0x1D1D20), (14, 0xEEEEEC), (9, 0x25304E), (7, 0x6E7278), (6, 0xB7BABD), (4, 0x2F5FA8), (4, 0xB5262E),
    (3, 0x56604A), (2, 0xB08A5C), (2, 0x7C2334), (2, 0x37888C), (2, 0xE39AA5), (1.5, 0xE2773A), (1, 0xD7DA44),
    (1, 0x7A5BA0),
  ])

  static let bright = Palette(shades: [
    (3, 0xC8313A), (2, 0x2E62B8), (2, 0xE8C23A), (2, 0x2E8B62), (2, 0xE57F3B), (2, 0xDB86A5), (2, 0x77A9D6),
    (1, 0x7B58A6),
    (3, 0xF0F0EE), (2, 0x1B1B1E), (2, 0x25304E),
  ])
}
