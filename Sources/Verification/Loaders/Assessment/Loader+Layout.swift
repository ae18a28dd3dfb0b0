package import DatasetFormat

extension Loader {
  /// Returns the reason why the loader does not take a dataset, wherever its files are put, with what to do about it;
  /// nil if it does.
  package func refusal(of dataset: Dataset) -> String? {
    let assessment = LoaderAssessment(self, ofContentOf: dataset)
    return assessment.verdict == .fails ? "\(assessment.reason); \(assessment.advice)" : nil
  }

  /// Returns what happens to a dataset in the loader that the loader does not tell, with what to do about it; nil if
  /// nothing does.
  package func warning(about dataset: Dataset) -> String? {
    let assessment = LoaderAssessment(self, ofContentOf: dataset)
    return assessment.verdict == .withCare ? "\(assessment.reason); \(assessment.advice)" : nil
  }
}
