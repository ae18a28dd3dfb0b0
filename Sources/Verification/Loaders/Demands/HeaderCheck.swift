/// What a loader compares with the headers.
public enum HeaderCheck: String, Sendable, CaseIterable {
  case none
  case magicNumber = "magic number"
  case length = "length"
  case magicNumberAndLength = "magic number, length"
}
