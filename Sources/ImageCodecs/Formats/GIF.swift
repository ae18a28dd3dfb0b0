internal import CImageCodecs

extension FileFormat {
  public static let gif = FileFormat(
    name: "GIF", fileExtensions: ["gif"], signatures: ["GIF87a", "GIF89a"])
}

extension LibraryFormat {
  /// GIF: the first frame at its place on its canvas, which is clear elsewhere.
  static let gif = unsafe LibraryFormat(
    format: .gif, library: fm_gif, libraryName: "giflib", package: "libgif-dev",
    command: "convert 'FILE[0]' FILE.png")
}
