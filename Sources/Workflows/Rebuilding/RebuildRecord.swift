internal import Conversion
internal import DatasetFormat
internal import FileSystem
internal import Verification
internal import Wording

/// The record of how a dataset was made, which a rebuild needs.
struct RebuildRecord {
  let recipe: Recipe
  let manifest: Manifest
  let rejectedPhotos: RejectedPhotoTable
  private let program: DatasetDescription.Program
  private let root: String

  /// - Throws: `VerificationError` if a file of the record is missing or cannot be read, `DatasetError` if
  ///   `rejects.csv` is invalid.
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
    guard !description.recipe.pipeline.isImport else {
      throw VerificationError(
        .invalidInput,
        "\(dataset.path(DatasetFile.description)): the dataset was imported, not converted from photos, so that there is "
          + "nothing to rebuild; leave --rebuild out")
    }
    guard let manifest = dataset.manifest else { throw missing(DatasetFile.manifest) }
    let rejectedPhotos = dataset.path(DatasetFile.rejectedPhotos)
    if FileIdentity(rejectedPhotos) != nil {
      self.rejectedPhotos = try RejectedPhotoTable(reading: rejectedPhotos)
    } else if description.counts.rejected + description.counts.leftOut == 0 {
      self.rejectedPhotos = .empty
    } else {
      throw missing(DatasetFile.rejectedPhotos)
    }
    recipe = description.recipe
    program = description.program
    self.manifest = manifest
    root = dataset.root
  }

  /// Returns the settings that make the dataset again.
  ///
  /// - Throws: `VerificationError` if the recipe names something that this version does not know.
  func settings(_ rebuilder: PhotoRebuilder) throws(VerificationError) -> Conversion.Settings {
    do throws(DatasetError) {
      var settings = try Conversion.Settings(
        following: recipe, photos: rebuilder.photos, labels: rebuilder.labels,
        corrections: rebuilder.corrections, jobCount: rebuilder.jobCount)
      settings.base = BaseDataset(recordedIn: manifest, recipe)
      // This reports what this version does not know before any photo is read.
      _ = try MapSettings(recipe, jobCount: 1)
      return settings
    } catch {
      throw VerificationError(
        .invalidInput,
        "\(root)/\(DatasetFile.description): \(error.message); rebuild it with \(program.name) \(program.version), "
          + "which wrote it")
    }
  }

  /// What a rebuild cannot tell, as a part of a sentence; empty if it can tell all.
  var baseNote: String {
    guard let base = recipe.base else { return "" }
    let count = manifest.rows.count { $0.splitOrigin == .base }
    return
      "; the places of \(counted(count, "image")) are those of the base '\(base.name)', as the manifest says"
  }

  /// The text to append to messages about differences if another version of the program wrote the dataset; otherwise
  /// empty.
  var versionNote: String {
    guard program.version != ProgramVersion.current || program.name != ProgramVersion.name else { return "" }
    return " (\(program.name) \(program.version) wrote them, this is \(ProgramVersion.current))"
  }
}
