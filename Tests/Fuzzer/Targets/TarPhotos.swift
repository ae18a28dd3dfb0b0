import Conversion
import FileSystem

extension FuzzTarget {
  static let tarPhotos = FuzzTarget(
    "tar", words: ["ustar", "path=", "size=", ".cls", ".jpg", "././@LongLink"]
  ) {
    (bytes: [UInt8]) in
    for label in [TarLabel.usual, TarLabel("json:kind") ?? .usual] {
      var photos = TarPhotos(MemorySource(bytes, name: "photos.tar"), label: label)
      while try photos.next() != nil {}
    }
  }
}
