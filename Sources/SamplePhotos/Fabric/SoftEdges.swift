/// Returns an antialiased threshold: 0 below `edge - softness`, 1 above `edge + softness`, linear in between.
@inline(__always)
func softStep(_ edge: Float, _ value: Float, softness: Float) -> Float {
  min(1, max(0, (value - edge) / (2 * softness) + 0.5))
}

/// Returns the share, 0...1, of a pixel at `distance` that is within a band of the given width around 0.
@inline(__always)
func softBand(_ distance: Float, width: Float, softness: Float) -> Float {
  softStep(-width / 2, -abs(distance), softness: softness) * min(1, width / (2 * softness))
}

/// Returns the signed distance to the nearest multiple of `period`: -period/2...period/2.
@inline(__always)
func wrapped(_ value: Float, period: Float) -> Float {
  value - (value / period).rounded() * period
}
