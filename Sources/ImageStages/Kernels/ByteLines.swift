import ImageCore

enum ByteLines {
  static func down(_ bytes: [UInt8], lineLength: Int, _ windows: [ResamplingWindow]) -> [UInt16] {
    SampleLines.down(bytes.map { UInt16($0) * 257 }, lineLength: lineLength, windows)
  }
  static func across(_ bytes: [UInt8], size: Size, channels: Int, _ windows: [ResamplingWindow]) -> [UInt16] {
    SampleLines.across(bytes.map { UInt16($0) * 257 }, size: size, channels: channels, windows)
  }
}
