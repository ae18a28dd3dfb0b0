internal import DatasetFormat
internal import Wording

/// The section that shows how the dataset was made, as far as its own files record it.
struct OriginSection {
  let report: Report

  var section: PageSection {
    PageSection(
      id: "origin", title: "Origin: how the dataset was made", shortTitle: "Origin",
      body: report.description.map(body) ?? unknown)
  }

  private var unknown: Markup {
    let known: Markup = report.provenance.map { "<p>By their checksums \($0).</p>\n" } ?? .empty
    return """
      <p>The folder does not say how its files were made: there is no <code>\(DatasetFile.description)</code>, which \
      <code>fmbuild convert</code> writes. No image can be traced to a photo.</p>
      \(known)
      """
  }

  private func body(_ description: DatasetDescription) -> Markup {
    let facts = self.facts(description).map { name, value -> Markup in
      "<dt>\(name)</dt><dd>\(value)</dd>\n"
    }
    let idxFiles = description.files.map { idxFile -> [Markup] in
      ["\(idxFile.path)", .plain(grouped(idxFile.byteCount)), "<code>\(idxFile.sha256)</code>"]
    }
    let checksums: Markup = """
      <details><summary>Checksums of the files</summary>
      \(Markup.table(columns: [("file", false), ("bytes", true), ("SHA-256", false)], rows: idxFiles))</details>

      """
    if let origin = description.origin {
      return """
        <p>Images and labels were imported as they were; no photo was converted.</p>
        <dl>\(facts)</dl>
        \(Markup.table(
          caption: "Files of format \(origin.format) that were imported",
          columns: [("file", false), ("SHA-256", false)],
          rows: origin.files.map { ["\($0.name)", "<code>\($0.sha256)</code>"] }))
        \(checksums)
        """
    }
    let stages = description.recipe.pipeline.stages.enumerated().map { number, stage -> [Markup] in
      let parameters = stage.parameters.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      return ["\(number + 1)", "\(stage.name)", .plain(parameters.joined(separator: ", "))]
    }
    return """
      <dl>\(facts)</dl>
      \(Markup.table(
        caption: "Stages of pipeline \(description.recipe.pipeline.name), in their order, with every parameter",
        columns: [("", true), ("stage", false), ("parameters", false)], rows: stages))
      \(checksums)
      """
  }

  private func facts(_ description: DatasetDescription) -> [(String, String)] {
    let (recipe, counts) = (description.recipe, description.counts)
    let (split, selection) = (recipe.split, recipe.selection)
    var facts = [
      ("program", "\(description.program.name) \(description.program.version)"),
      (
        "photos",
        "\(grouped(counts.photos)); \(counted(counts.images.total, "image")), \(grouped(counts.rejected)) rejected, "
          + "\(grouped(counts.leftOut)) left out on purpose"
      ),
      ("labels", description.origin == nil ? labels(description) : ""),
      ("corrections", corrections(description)),
      (
        "split",
        description.origin != nil && description.splitsDecidedBy[.rule] == nil
          ? "" : "\(split.rule.text), seed \(split.seed)"
      ),
      ("split decided by", decisions(description)),
      (
        "shares missed",
        (description.shares ?? []).filter(\.isMissed).map(\.text).joined(separator: "; ")
      ),
      (
        "order",
        description.splitsDecidedBy.keys.contains(.source) && description.splitsDecidedBy.count == 1
          ? "as in the files that were imported"
          : (recipe.base == nil ? "" : "as in the base, and new images behind: ")
            + (split.isShuffled ? "shuffled by the seed" : "sorted by class")
      ),
      (
        "decoding",
        description.origin != nil
          ? ""
          : recipe.isFast
            ? "JPEGs reduced while decoding: close to the full decode, not equal" : "full"
      ),
    ]
    let choices = [
      selection.keepsBlank ? "blank images kept" : nil,
      selection.acceptsTruncated ? "JPEGs that end early accepted" : nil,
      selection.dropsDuplicates ? "one of equal images kept" : nil,
      selection.minimumContrast > 0 ? "contrast below \(selection.minimumContrast) levels left out" : nil,
    ].compactMap { $0 }
    facts.removeAll { $0.1.isEmpty }
    if !choices.isEmpty { facts.append(("choices", choices.joined(separator: ", "))) }
    if !report.rejectedPhotos.isEmpty {
      facts.append(
        (
          "photos without image",
          report.rejectedPhotos.map { "\(grouped($0.count)) \($0.reason)" }.joined(separator: ", ")
        ))
    }
    return facts
  }

  private func labels(_ description: DatasetDescription) -> String {
    let recipe = description.recipe
    let classes =
      switch recipe.classes?.origin {
      case .file: "classes from a file"
      case .fashionMNIST: "numbers as Fashion-MNIST's"
      case .numeric: "numbers as the labels say"
      case .sorted, nil: "classes sorted by name"
      }
    let origin =
      switch recipe.labels.origin {
      case .table: "from the table \(recipe.labels.file?.name ?? "")"
      case .folders: "from the folders"
      case .records: "from records"
      }
    return "\(origin), \(classes)"
  }

  /// Returns the corrections in words; empty if nothing was corrected.
  private func corrections(_ description: DatasetDescription) -> String {
    guard let file = description.recipe.corrections else { return "" }
    let counts = description.counts
    return
      "\(file.name): \(counted(counts.relabelled, "photo")) relabelled, \(grouped(counts.dropped)) dropped"
  }

  /// Returns the origins of the split in words; empty if the rule decided for every image or the dataset has no record.
  private func decisions(_ description: DatasetDescription) -> String {
    let counts = description.splitsDecidedBy
    guard counts.contains(where: { $0.key != .rule }) else { return "" }
    return SplitOrigin.allCases.compactMap { origin in
      guard let count = counts[origin], count > 0 else { return nil }
      let text =
        switch origin {
        case .rule: "the rule"
        case .folder: "the photo's folder"
        case .table: "the table"
        case .group: "another photo of the same group"
        case .source: "the file that was imported"
        case .base: "the base \(description.recipe.base?.name ?? "")"
        }
      return "\(text) for \(counted(count, "image"))"
    }.joined(separator: ", ")
  }
}
