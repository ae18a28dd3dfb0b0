internal import DatasetBuilding
internal import IDX
internal import Training

/// `suspects.csv`: every training item, the most doubtful label first.
enum SuspectFile {
  static func write(_ suspects: LabelSuspects, _ data: TrainingData, to path: String) throws(IDXError) {
    var text = CSV.line(["split", "index", "source", "given", "likely", "score", "candidate"])
    for suspect in suspects.ranked {
      text += CSV.line([
        "train", "\(suspect.index)", data.source(ofTrainingItem: suspect.index) ?? "",
        data.classNames[suspect.given],
        data.classNames[suspect.likely], decimal(suspect.score, 6), suspect.isCandidate ? "yes" : "no",
      ])
    }
    try OutputFile.write([Array(text.utf8)], to: path)
  }
}
