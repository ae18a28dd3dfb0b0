internal import DatasetBuilding
internal import DatasetReading

/// How the dataset was made, as far as its own files tell.
struct OriginSection {
  let report: Report

  var section: PageSection {
    PageSection(
      id: "origin", title: "How it was made", shortTitle: "Origin",
      body: report.description.map(body) ?? unknown)
  }

  private var unknown: Markup {
    let known: Markup = report.provenance.map { "<p>By their checksums \($0).</p>\n" } ?? .empty
    return """
      <p>The folder does not say how its archives were made: there is no <code>\(DatasetFile.description)</code>, which \
      <code>fmbuild convert</code> writes. No item can be traced to a photo.</p>
      \(known)
      """
  }

  private func body(_ description: DatasetDescription) -> Markup {
    let facts = self.facts(description).map { name, value -> Markup in
      "<dt>\(name)</dt><dd>\(value)</dd>\n"
    }
    let stages = description.pipeline.stages.enumerated().map { number, stage -> [Markup] in
      let parameters = stage.parameters.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      return ["\(number + 1)", "\(stage.name)", .plain(parameters.joined(separator: ", "))]
    }
    let archives = description.archives.map { archive -> [Markup] in
      ["\(archive.path)", .plain(grouped(archive.byteCount)), "<code>\(archive.sha256)</code>"]
    }
    return """
      <dl>\(facts)</dl>
      \(Markup.table(
        caption: "Stages of pipeline \(description.pipeline.name), in their order, with every parameter",
        columns: [("", true), ("stage", false), ("parameters", false)], rows: stages))
      <details><summary>Checksums of the archives</summary>
      \(Markup.table(columns: [("file", false), ("bytes", true), ("SHA-256", false)], rows: archives))</details>

      """
  }

  private func facts(_ description: DatasetDescription) -> [(String, String)] {
    let (split, selection, counts) = (description.split, description.selection, description.counts)
    var facts = [
      ("program", "\(description.program.name) \(description.program.version)"),
      (
        "photos",
        "\(grouped(counts.photos)); \(counted(counts.items, "item")), \(counted(counts.rejects, "reject")), "
          + "\(grouped(counts.leftOut)) left out on purpose"
      ),
      ("labels", labels(description)),
      ("corrections", corrections(description)),
      ("split", "\(rule(split)), seed \(split.seed)"),
      ("order", split.isShuffled ? "shuffled by the seed" : "sorted by class"),
      (
        "decoding",
        description.pipeline.isFast
          ? "JPEGs reduced while decoding: close to the full decode, not equal" : "full"
      ),
    ]
    let choices = [
      selection.keepsBlank ? "blank items kept" : nil,
      selection.acceptsTruncated ? "JPEGs that end early accepted" : nil,
      selection.dropsDuplicates ? "one of equal items kept" : nil,
      selection.minimumContrast > 0 ? "contrast below \(selection.minimumContrast) levels left out" : nil,
    ].compactMap { $0 }
    facts.removeAll { $0.1.isEmpty }
    if !choices.isEmpty { facts.append(("choices", choices.joined(separator: ", "))) }
    if !report.rejects.isEmpty {
      facts.append(
        (
          "photos without item",
          report.rejects.map { "\(grouped($0.count)) \($0.reason)" }.joined(separator: ", ")
        ))
    }
    return facts
  }

  private func labels(_ description: DatasetDescription) -> String {
    let classes =
      switch description.classOrigin {
      case "file": "classes from a file"
      case "fashion-mnist": "numbers as Fashion-MNIST's"
      case "numeric": "numbers as the labels say"
      default: "classes sorted by name"
      }
    guard let labels = description.labels else { return classes }
    return labels.origin == "table"
      ? "from the table \(labels.file ?? ""), \(classes)" : "from the folders, \(classes)"
  }

  /// Empty if nothing was corrected.
  private func corrections(_ description: DatasetDescription) -> String {
    guard let entry = description.corrections else { return "" }
    return
      "\(entry.file): \(counted(entry.relabelled, "photo")) relabelled, \(grouped(entry.dropped)) dropped"
  }

  private func rule(_ split: DatasetDescription.SplitEntry) -> String {
    switch (split.testFraction, split.train, split.t10k) {
    case (let fraction?, _, _): "\(percent(fraction)) of every class to t10k"
    case (_, let train?, let t10k?):
      "\(grouped(train)) train and \(grouped(t10k)) t10k \(split.rule == "total" ? "in all" : "of every class")"
    default: split.rule
    }
  }
}
