import Foundation

/// A colour of sRGB, with its difference from other colours for people with and without colour blindness.
struct ColourVision {
  /// The intensities of red, green and blue light, 0...1.
  let light: [Double]

  /// - Parameter hex: the colour as `#rrggbb`.
  init(hex: String) {
    let number = Int(hex.dropFirst(), radix: 16) ?? -1
    precondition(hex.count == 7 && number >= 0, "\(hex) is not #rrggbb")
    light = [16, 8, 0].map { Self.light(of: Double(number >> $0 & 255) / 255) }
  }

  private init(light: [Double]) { self.light = light }

  private static func light(of level: Double) -> Double {
    level <= 0.04045 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4)
  }

  private static func level(of light: Double) -> Double {
    light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
  }

  /// The kinds of full colour blindness as simulated by Machado, Oliveira and Fernandes, "A Physiologically-based Model
  /// for Simulation of Color Vision Deficiency" (2009), severity 1.0; applied to linear light.
  enum Deficiency: CaseIterable {
    case none, protanopia, deuteranopia, tritanopia

    var matrix: [[Double]] {
      switch self {
      case .none: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
      case .protanopia:
        [
          [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
        ]
      case .deuteranopia:
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
      case .tritanopia:
        [
          [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
        ]
      }
    }
  }

  func seen(with deficiency: Deficiency) -> ColourVision {
    ColourVision(light: Self.product(deficiency.matrix, light).map { min(1, max(0, $0)) })
  }

  /// The matrix from linear sRGB to CIE 1931 XYZ under D65.
  private static let toXYZ = [
    [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041],
  ]

  private static func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
    matrix.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// The colour in CIELAB.
  var lab: [Double] {
    let white = Self.product(Self.toXYZ, [1, 1, 1])
    let f = zip(Self.product(Self.toXYZ, light), white).map { pair -> Double in
      let share = pair.0 / pair.1
      return share > 216.0 / 24389 ? cbrt(share) : (24389.0 / 27 * share + 16) / 116
    }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }

  /// Returns the least distance in CIELAB over all deficiencies; about 2.3 is just noticeable.
  func leastDistance(to other: ColourVision) -> Double {
    Deficiency.allCases.map { deficiency in
      let pairs = zip(seen(with: deficiency).lab, other.seen(with: deficiency).lab)
      return pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }.min() ?? 0
  }

  /// Returns the contrast ratio of WCAG 2, 1...21.
  func contrast(to other: ColourVision) -> Double {
    let luminances = [luminance, other.luminance].sorted()
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)
  }

  private var luminance: Double { Self.product(Self.toXYZ, light)[1] }

  /// Returns the colour blended over a background with an opacity, as in browsers: the mixture is of coded levels, not
  /// of light.
  func over(_ background: ColourVision, opacity: Double) -> ColourVision {
    ColourVision(
      light: zip(light, background.light).map {
        Self.light(of: opacity * Self.level(of: $0) + (1 - opacity) * Self.level(of: $1))
      })
  }
}
