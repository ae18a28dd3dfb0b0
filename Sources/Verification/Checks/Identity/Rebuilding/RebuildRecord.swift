internal import DatasetBuilding
internal import DatasetReading
internal import FileSystem

/// What a dataset says of its making: without it, nothing can be made again.
struct RebuildRecord {
  let description: DatasetDescription
  let manifest: ManifestTable
  let rejects: RejectTable
  private let root: String

  /// - Throws: `VerificationError` if the dataset does not say enough, and what is wrong with `rejects.csv`.
  init(_ dataset: Dataset) throws {
    func missing(_ file: String) -> VerificationError {
      let reason = dataset.unreadableFiles.first { $0.path == file }?.reason
      let what =
        reason.map { "it cannot be read (\($0))" }
        ?? "it is missing, and without it there is no telling what the photos gave"
      return VerificationError(
        .invalidInput,
        "\(dataset.path(file)): \(what); rebuild only what 'fmbuild convert' made, or convert the photos again"
      )
    }
    guard let description = dataset.description else { throw missing(DatasetFile.description) }
    guard let manifest = dataset.manifest else { throw missing(DatasetFile.manifest) }
    let rejects = dataset.path(DatasetFile.rejects)
    if FileIdentity(rejects) != nil {
      self.rejects = try RejectTable(reading: rejects)
    } else if description.counts.rejects + description.counts.leftOut == 0 {
      self.rejects = .empty
    } else {
      throw missing(DatasetFile.rejects)
    }
    self.description = description
    self.manifest = manifest
    root = dataset.root
  }

  /// What makes the dataset again.
  ///
  /// - Throws: `VerificationError` if the description names what this version does not know.
  func settings(_ request: RebuildRequest) throws(VerificationError) -> Conversion.Settings {
    let (schema, current) = (description.schema, DatasetDescription.currentSchema)
    guard schema <= current else {
      throw VerificationError(
        .invalidInput,
        "\(root)/\(DatasetFile.description): its schema is \(schema), and this version knows schemas up to \(current); "
          + "rebuild it with \(description.program.name) \(description.program.version)")
    }
    do throws(DatasetError) {
      return try Conversion.Settings(
        rebuilding: description, photos: request.photos, labels: request.labels,
        corrections: request.corrections, jobCount: request.jobCount)
    } catch {
      let remedy =
        "rebuild it with \(description.program.name) \(description.program.version), which wrote it"
      throw VerificationError(.invalidInput, "\(root)/\(error.message); \(remedy)")
    }
  }

  /// An addition to what differs if another version of the program may be the cause; empty otherwise.
  var versionNote: String {
    let program = description.program
    guard program.version != ProgramVersion.current || program.name != ProgramVersion.name else { return "" }
    return " (\(program.name) \(program.version) wrote them, this is \(ProgramVersion.current))"
  }
}
