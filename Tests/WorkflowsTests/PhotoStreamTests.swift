import Testing
import Workflows

struct PhotoStreamTests {
  /// Returns the names and bytes, or the messages, of what a stream holds that comes in pieces.
  private func contents(of bytes: [UInt8], pieceByteCount: Int) throws -> [(name: String, bytes: [UInt8])] {
    var rest = bytes[...]
    var stream = PhotoStream { byteCount in
      let piece = rest.prefix(min(pieceByteCount, byteCount))
      rest.removeFirst(piece.count)
      return Array(piece)
    }
    var contents: [(name: String, bytes: [UInt8])] = []
    while let next = try stream.next() {
      switch next {
      case .photo(.bytes(let bytes, let name)): contents.append((name, bytes))
      case .photo: Issue.record("a stream has no files")
      case .failure(let message): contents.append((message, []))
      }
    }
    return contents
  }

  private static let grey = Array("P5 2 3 255\n".utf8) + [1, 2, 3, 4, 5, 6]
  private static let colour = Array("P6\n#x 9 9\n1\n1\n65535\n".utf8) + [1, 2, 3, 4, 5, 6]

  @Test(arguments: [1, 2, 7, 100_000])
  func picturesAreDividedWhateverThePiecesThatTheyComeIn(_ pieceByteCount: Int) throws {
    let found = try contents(of: Self.grey + Self.colour + [10] + Self.grey, pieceByteCount: pieceByteCount)
    #expect(found.map(\.name) == ["-:1", "-:2", "-:3"])
    #expect(found.map(\.bytes) == [Self.grey, Self.colour, Self.grey])
  }

  @Test func otherFormatsAreOnePhoto() throws {
    let bytes = Array("P2\n1 1\n255\n7\n".utf8) + Self.grey
    let found = try contents(of: bytes, pieceByteCount: 5)
    #expect(found.map(\.name) == ["-"] && found[0].bytes == bytes)
  }

  @Test func pictureThatIsNotWholeComesAsItIs() throws {
    let found = try contents(of: Self.grey + Self.grey.dropLast(), pieceByteCount: 4)
    #expect(found.map(\.bytes) == [Self.grey, Array(Self.grey.dropLast())])
  }

  @Test func nothingAndNonsenseAreSaid() throws {
    #expect(try contents(of: [], pieceByteCount: 9).map(\.name).first?.hasPrefix("-: nothing came") == true)
    let nonsense = try contents(of: Self.grey + Array("P7 x".utf8) + Self.grey, pieceByteCount: 9)
    #expect(nonsense.count == 2 && nonsense[1].name.hasPrefix("-:2: no picture follows"))
    let header = try contents(of: Array("P5 1 ".utf8), pieceByteCount: 9)
    #expect(header.count == 1 && header[0].name.hasPrefix("-:1: the header of the picture is not whole"))
    let endless = try contents(
      of: Array("P5 #".utf8) + [UInt8](repeating: 65, count: 200_000), pieceByteCount: 9_000)
    #expect(endless.count == 1 && endless[0].name.hasPrefix("-:1: the header of the picture is not whole"))
    let large = try contents(of: Array("P6 999999999 999999999 65535 ".utf8), pieceByteCount: 9)
    #expect(large.count == 1 && large[0].name.contains("the picture has 5999999988000000"))
  }
}
