/// Returns the largest squared distance, summed over three channels, of colours that are within a fuzz of each other:
/// floor(3 F^2), with F the percentage of 65536. Distances of 8-bit samples are those of 16-bit ones divided by 257.
///
/// - Parameter percent: 0...100
func squaredFuzz<Sample: FixedWidthInteger>(percent: Double, of type: Sample.Type) -> Int {
  let fuzz = percent * (65536.0 / 100)
  // Squared distances are whole numbers, so they are above 3 F^2 if they are above its floor.
  let limit = Int(3 * fuzz * fuzz)
  return Sample.bitWidth == 8 ? limit / (257 * 257) : limit
}
