/// 0 below `edge - softness`, 1 above `edge + softness`, straight in between: an antialiased threshold.
@inline(__always)
func softStep(_ edge: Float, _ value: Float, softness: Float) -> Float {
  min(1, max(0, (value - edge) / (2 * softness) + 0.5))
}

/// How much of the band of the given width about 0 a pixel at `distance` shows.
@inline(__always)
func softBand(_ distance: Float, width: Float, softness: Float) -> Float {
  softStep(-width / 2, -abs(distance), softness: softness) * min(1, width / (2 * softness))
}

/// The distance to the nearest multiple of `period`, with its sign: -period/2 ... period/2.
@inline(__always)
func wrapped(_ value: Float, period: Float) -> Float {
  value - (value / period).rounded() * period
}
