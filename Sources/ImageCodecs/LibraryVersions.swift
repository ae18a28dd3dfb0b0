internal import CImageCodecs

/// The versions of the libraries that most photos are decoded with: another version may give other pixels.
package enum LibraryVersions {
  /// The version of libjpeg-turbo, such as 2.1.5; 0 for another libjpeg.
  package static var jpeg: String {
    let number = fm_jpeg_library_version()
    return number == 0 ? "0" : "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)"
  }

  /// The version of libpng, such as 1.6.39.
  package static var png: String { unsafe String(cString: fm_png_library_version()) }
}
