internal import DatasetFormat
internal import FileSystem
internal import Wording

/// The remedies that bring files to the place and into the packaging that a loader expects.
struct LoaderRemedy {
  let assessor: FileAssessor

  init(_ assessor: FileAssessor) { self.assessor = assessor }

  /// - Parameter wrong: the files whose packaging differs from what the loader takes.
  /// - Returns: shell commands in one line that copy or repack the files.
  func shell(_ wrong: [IDXFileSummary]) -> String {
    assessor.root.path == nil ? copy(wrong) : repack(wrong)
  }

  /// The option of `convert` that writes files to the loader's place, or in the packaging that the loader takes; nil if
  /// there is none.
  var option: String? {
    switch assessor.demands.place {
    case .below(_, _, let layout): layout.map { "--layout \($0.rawValue)" }
    case .anyFolder: isRawWanted ? "--raw" : "--layout flat"
    case .fixed: nil
    }
  }

  /// The option of `convert` that the loader needs if the dataset is converted again for another reason; nil if it
  /// needs none.
  var conversionOption: String? {
    switch assessor.demands.place {
    case .below(_, _, .some(let layout)): "--layout \(layout.rawValue)"
    default: assessor.forms == [.raw] && assessor.demands.packaging == .raw ? "--raw" : nil
    }
  }

  /// The command that writes a folder for the loader beside the dataset's.
  var layoutCommand: String {
    "fmbuild layout \(shellQuoted(assessor.dataset.root)) --for \(assessor.loader.name) --out \(shellQuoted(newRoot))"
  }

  private var isRawWanted: Bool { assessor.forms.contains(.raw) }

  /// Returns the shell command that repacks files in their folder.
  private func repack(_ wrong: [IDXFileSummary]) -> String {
    let folder = shellQuoted(assessor.root.idxFolder)
    let files =
      wrong.count == assessor.present.count
      ? ["\(folder)/*-ubyte\(isRawWanted ? ".gz" : "")"]
      : wrong.map { "\(folder)/\($0.name.stem)\($0.name.isNamedGzip ? ".gz" : "")" }
    return "\(isRawWanted ? "gunzip -k" : "gzip -nk") \(files.joined(separator: " "))"
  }

  /// Returns the shell commands that copy the files to a folder for the loader, so that the dataset's own folder is not
  /// changed.
  private func copy(_ wrong: [IDXFileSummary]) -> String {
    let folder = shellQuoted(assessor.root.idxFolder)
    let (wanted, other) = isRawWanted ? ("", ".gz") : (".gz", "")
    let end =
      wrong.isEmpty ? "-ubyte\(wanted)" : wrong.count == assessor.present.count ? "-ubyte\(other)" : "-ubyte*"
    let targets = self.targets
    var steps = ["mkdir -p \(targets.map(\.folder).joined(separator: " "))"]
    steps += targets.map { "cp \(folder)/\($0.files)\(end) \($0.folder)" }
    if !wrong.isEmpty {
      let files = targets.map { "\($0.folder)/*-ubyte\(other)" }.joined(separator: " ")
      steps.append("\(isRawWanted ? "gunzip" : "gzip -n") \(files)")
    }
    return steps.joined(separator: " && ")
  }

  private var targets: [(folder: String, files: String)] {
    switch assessor.demands.place {
    case .anyFolder: [(shellQuoted(newRoot), "*")]
    case .below(_, let folder, _): [(shellQuoted(newRoot) + "/" + folder, "*")]
    case .fixed(_, let folders):
      folders.train == folders.test
        ? [(folders.train, "*")] : [(folders.train, "train-*"), (folders.test, "t10k-*")]
    }
  }

  /// The path of a new folder for the loader beside the dataset, named after both.
  private var newRoot: String {
    let (root, name) = (assessor.dataset.root, assessor.loader.name)
    let last = lastName(of: root)
    return last == nil || last == "." || last == ".." ? "\(root)/\(name)" : "\(root)-\(name)"
  }
}
