internal import DatasetBuilding

extension ItemPosition: CustomStringConvertible {
  /// Such as `train 17`.
  public var description: String { "\(split.rawValue) \(index)" }
}
