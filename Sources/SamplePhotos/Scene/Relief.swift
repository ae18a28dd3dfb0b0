/// The large forms of a part: how its edge rounds off, folds, and crumpling.
struct Relief {
  /// How far from the edge the rounding reaches, in the drawing's units.
  var edgeRadius = 0.12
  /// How far the form goes on above and below the outline: cloth is round about the body, not at its hem.
  var continuation = 0.0
  /// The slope right at the edge: 0 flat, 1 45 degrees.
  var edgeSlope = 0.7
  var folds: [Fold] = []
  /// Height and size of irregular bumps.
  var crumple = 0.0
  var crumpleSize = Point(0.5, 0.5)
  var seed: UInt32 = 0
}
