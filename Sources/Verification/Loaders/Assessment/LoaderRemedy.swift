internal import DatasetBuilding
internal import DatasetReading
internal import FileSystem

/// How archives come to where a loader looks for them, packed as it wants them.
struct LoaderRemedy {
  let assessor: ArchiveAssessor

  init(_ assessor: ArchiveAssessor) { self.assessor = assessor }

  /// - Parameter wrong: the archives that are packed otherwise than the loader wants.
  /// - Returns: lines of shell.
  func shell(_ wrong: [Archive]) -> String {
    assessor.root.path == nil ? copy(wrong) : repack(wrong)
  }

  /// What makes convert put archives where the loader looks, or write them as it wants them.
  var option: String? {
    switch assessor.demands.place {
    case .below(_, _, let layout): layout.map { "--layout \($0.rawValue)" }
    case .anyFolder: isRawWanted ? "--raw" : "--layout flat"
    case .fixed: nil
    }
  }

  /// The same, for a conversion that other things make necessary.
  var conversionOption: String? {
    switch assessor.demands.place {
    case .below(_, _, .some(let layout)): "--layout \(layout.rawValue)"
    default: assessor.forms == [.raw] && assessor.demands.packaging == .raw ? "--raw" : nil
    }
  }

  private var isRawWanted: Bool { assessor.forms.contains(.raw) }

  /// Where the archives stand already.
  private func repack(_ wrong: [Archive]) -> String {
    let folder = Self.quoted(assessor.root.archiveFolder)
    let files =
      wrong.count == assessor.present.count
      ? ["\(folder)/*-ubyte\(isRawWanted ? ".gz" : "")"]
      : wrong.map { "\(folder)/\($0.name.stem)\($0.name.isNamedGzip ? ".gz" : "")" }
    return "\(isRawWanted ? "gunzip -k" : "gzip -nk") \(files.joined(separator: " "))"
  }

  /// Into a folder of the loader's own, so that the dataset stays one.
  private func copy(_ wrong: [Archive]) -> String {
    let folder = Self.quoted(assessor.root.archiveFolder)
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
    case .anyFolder: [(Self.quoted(newRoot), "*")]
    case .below(_, let folder, _): [(Self.quoted(newRoot) + "/" + folder, "*")]
    case .fixed(_, let folders):
      folders.train == folders.t10k
        ? [(folders.train, "*")] : [(folders.train, "train-*"), (folders.t10k, "t10k-*")]
    }
  }

  /// Beside the dataset, under a name that says what for.
  private var newRoot: String {
    let (root, name) = (assessor.dataset.root, assessor.loader.name)
    let last = pathNames(of: root).last
    return last == nil || last == "." || last == ".." ? "\(root)/\(name)" : "\(root)-\(name)"
  }

  /// A path as a shell takes it.
  static func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
        true
      default: "/._-+,:@%".utf8.contains(byte)
      }
    }
    return isPlain && !path.isEmpty ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }
}
