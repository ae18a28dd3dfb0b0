package import IDX

extension SplitData {
  /// Returns the header of the IDX file with the images or the labels.
  ///
  /// - Throws: `IDXError` if there are more than fit into an IDX file.
  package func idxHeader(_ content: IDXFileName.Content) throws(IDXError) -> IDXHeader {
    try IDXHeader(
      elementType: .uint8, dimensions: [count] + (content == .images ? type.dimensions : []))
  }

  /// Returns the elements of the IDX file with the images or the labels.
  package func elements(_ content: IDXFileName.Content) -> [UInt8] {
    content == .images ? images : labels
  }
}
