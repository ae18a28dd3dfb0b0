internal import CImageCodecs

extension FileFormat {
  /// TIFF and BigTIFF, in both byte orders.
  public static let tiff = FileFormat(
    name: "TIFF", fileExtensions: ["tif", "tiff"], signatures: ["II*\0", "MM\0*", "II+\0", "MM\0+"])
}

extension LibraryFormat {
  /// TIFF: the first page; grey, RGB, palette or CMYK of 1 to 16 bits, alpha not multiplied into the colours.
  static let tiff = unsafe LibraryFormat(
    format: .tiff, library: fm_tiff, libraryName: "libtiff", package: "libtiff-dev",
    command: "darktable-cli FILE FILE.png` if it is a camera's, else by `mogrify -format png FILE",
    profile: tiffColourProfile)
}
