package import ImageCore

/// A photo of a heap: a small picture of it, and what tells whether others are alike.
package struct HeapPhoto: Sendable {
  /// The path relative to the folder of the heap.
  package let path: String
  /// A JPEG, at most 120 pixels wide and high.
  package let picture: [UInt8]
  package let size: Size
  package let features: PhotoFeatures
  /// When the photo was taken, in seconds; nil if the file does not say.
  package let time: Int?
  /// Whether the pipeline cannot trim the photo's background.
  package let isOnOtherBackground: Bool
  /// Why `convert` will reject the photo, with what to do; nil if it gives an image.
  package let warning: String?
}

/// A photo that cannot be shown.
package struct UnreadablePhoto: Sendable {
  package let path: String
  /// The problem and what the user can do about it.
  package let problem: String
}
