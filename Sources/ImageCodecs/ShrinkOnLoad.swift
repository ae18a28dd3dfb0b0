internal import ImageCore

/// The eighths of its size, 1...8, at which a JPEG is to be decoded so that neither side falls below the target's.
///
/// With d the whole part of the smaller of the two ratios between stored size and target, libjpeg is asked for 1/d
/// and takes the smallest number n of eighths with n d >= 8. A picture below the target (d = 0) comes as it is.
func eighths(storedSize: Size, shrinkTarget: Size?) -> Int {
  guard let target = shrinkTarget else { return 8 }
  let divisor = min(storedSize.width / target.width, storedSize.height / target.height)
  return divisor == 0 ? 8 : (8 + divisor - 1) / divisor
}

/// The size at which libjpeg decodes at that many eighths: each side rounded up.
func decodedSize(storedSize: Size, eighths: Int) -> Size {
  Size(width: (storedSize.width * eighths + 7) / 8, height: (storedSize.height * eighths + 7) / 8)
}
