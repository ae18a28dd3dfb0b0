import IDX
import Testing

/// Tests of headers whose numbers have nothing to do with what follows.
struct HostileHeaderTests {
  private static let values: [UInt32] = [
    0, 1, 2, 255, 65_536, 1 << 30, (1 << 31) - 1, 1 << 31, .max - 1, .max,
  ]

  private static func bytes(_ dimensions: [UInt32], elementType: UInt8 = 8, _ payload: [UInt8] = [])
    -> [UInt8]
  {
    [0, 0, elementType, UInt8(dimensions.count)]
      + dimensions.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
      + payload
  }

  /// Reads bytes; returns the array, or nil if they are refused.
  private static func read(_ bytes: [UInt8]) -> IDXArray? { try? IDXArray(parsing: bytes) }

  @Test func everyPairAndTripleOfDimensionsIsReadExactlyOrRefused() async throws {
    for first in Self.values {
      for second in Self.values {
        for third in Self.values + [28] {
          for type in [UInt8(0x08), 0x0E] {
            let bytes = Self.bytes([first, second, third], elementType: type, [1, 2, 3, 4, 5, 6, 7, 8])
            let size = [first, second, third, type == 8 ? 1 : 8].map(UInt64.init).reduce(UInt64(1)) {
              $0.multipliedFullWidth(by: $1).high > 0 ? .max : $0 &* $1
            }
            #expect((Self.read(bytes) != nil) == (size == 8), "\(first) x \(second) x \(third), type \(type)")
          }
        }
      }
    }
  }

  @Test func dimensionsOfNothingTimesEverythingTakeNoMemory() async throws {
    for dimensions: [UInt32] in [
      [0, .max, .max], [.max, 0, .max], [.max, .max, 0], [0] + [UInt32](repeating: .max, count: 254),
    ] {
      let bytes = Self.bytes(dimensions)
      #expect(try IDXArray(parsing: bytes).payload.isEmpty)
      #expect(try IDXArray(parsing: await Gzip.compress(bytes)).header.elementCount == 0)
    }
  }

  @Test func everyRankOfOnesIsOneElement() throws {
    for rank in 0...255 {
      #expect(try IDXArray(parsing: Self.bytes([UInt32](repeating: 1, count: rank), [7])).payload == [7])
    }
  }

  @Test func everyRankOfTheLargestIsRefused() throws {
    for rank in 1...255 {
      let error = #expect(throws: IDXError.self) {
        try IDXArray(parsing: Self.bytes([UInt32](repeating: .max, count: rank), [7]))
      }
      #expect([.truncated, .sizeOverflow].contains(try #require(error).code))
    }
  }
}
