import DatasetFormat
import ImageCore
import Testing
import Verification

struct SymmetryTests {
  static let square = Size(width: 3, height: 3)
  /// The letter of each pixel, row by row.
  static let letters = Array("abcdefghi").map { String($0) }

  @Test(arguments: [
    (Symmetry.identity, "abcdefghi"), (.mirrored, "cbafedihg"), (.upsideDown, "ghidefabc"),
    (.turned180, "ihgfedcba"), (.transposed, "adgbehcfi"), (.turned90, "gdahebifc"),
    (.turned270, "cfibehadg"), (.transposedAcross, "ifchebgda"),
  ])
  func namesSayWhatIsDone(_ symmetry: Symmetry, _ expected: String) {
    #expect(symmetry.applied(to: Self.letters, Self.square).joined() == expected)
  }

  @Test func symmetriesAreTheEightOfASquare() {
    let all = Symmetry.allCases.map { $0.sources(Self.square) }
    #expect(Set(all).count == 8)
    #expect(all.allSatisfy { $0.sorted() == Array(0..<9) })
    for first in all {
      // The composition of two symmetries is one of them, and each has an inverse.
      #expect(all.allSatisfy { second in all.contains(second.map { first[$0] }) })
      #expect(all.contains { second in second.map { first[$0] } == Array(0..<9) })
    }
  }

  @Test func oblongFramesHaveFour() {
    let size = Size(width: 3, height: 2)
    #expect(Symmetry.all(of: size) == [.identity, .mirrored, .upsideDown, .turned180])
    let letters = Array("abcdef").map { String($0) }
    #expect(Symmetry.mirrored.applied(to: letters, size).joined() == "cbafed")
    #expect(Symmetry.upsideDown.applied(to: letters, size).joined() == "defabc")
    #expect(Symmetry.turned180.applied(to: letters, size).joined() == "fedcba")
  }

  /// The shape of a letter L, different in every orientation.
  static let shape: [Double] = [
    9, 0, 0, 0,
    9, 0, 0, 0,
    9, 0, 0, 0,
    9, 9, 9, 1,
  ]

  @Test(arguments: Symmetry.allCases)
  func matchSaysHowTheFirstWasLaid(_ symmetry: Symmetry) throws {
    let size = Size(width: 4, height: 4)
    let laid = symmetry.applied(to: Self.shape, size).map { 2 * $0 + 5 }
    let match = try #require(SymmetryMatch(Self.shape, laidLike: laid, size))
    #expect(match.symmetry == symmetry)
    #expect(abs(match.correlation - 1) < 1e-6)
    #expect((match.gain < 1e-6) == (symmetry == .identity))
  }

  @Test func uniformPictureMatchesNothing() {
    let size = Size(width: 4, height: 4)
    #expect(SymmetryMatch(Self.shape, laidLike: [Double](repeating: 7, count: 16), size) == nil)
    #expect(SymmetryMatch([Double](repeating: 7, count: 16), laidLike: Self.shape, size) == nil)
  }

  @Test func symmetricPictureIsLeftAsItIs() throws {
    let size = Size(width: 3, height: 3)
    let cross: [Double] = [0, 9, 0, 9, 9, 9, 0, 9, 0]
    #expect(try #require(SymmetryMatch(cross, laidLike: cross, size)).symmetry == .identity)
  }
}
