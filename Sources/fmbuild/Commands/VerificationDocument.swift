internal import DatasetFormat
internal import ImageCore
internal import Verification

/// The JSON document of `verify --json`, which `docs/verify.md` describes.
struct VerificationDocument: Encodable {
  /// The version of the format, increased by changes that a reader of an older version would misunderstand.
  static let currentSchema = 2

  struct Program: Encodable {
    let name = ProgramVersion.name
    let version = ProgramVersion.current
  }

  struct Part: Encodable {
    let split: Split
    let images: Int
    let width: Int
    let height: Int
    let channels: Int
    let classCounts: [Int]
  }

  struct DatasetEntry: Encodable {
    let folder: String
    let classes: [String]
    let splits: [Part]
  }

  struct ImageEntry: Encodable {
    let split: Split
    let index: Int
    let label: Int
    let source: String?
    let detail: String?
    /// The number of the set of images that belong together, counted from 0; nil for one that stands for itself.
    let set: Int?
  }

  struct FindingEntry: Encodable {
    let severity: Severity
    let message: String
    let remedy: String
    let details: [String]
    let images: [ImageEntry]
    let files: [String]
  }

  struct TableEntry: Encodable {
    let title: String
    let columns: [String]
    let rows: [[Cell]]
  }

  /// A cell of a table, encoded as a number, a string or null.
  struct Cell: Encodable {
    let content: ResultTable.Cell

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch content {
      case .text(let text): try container.encode(text)
      case .number(let value, let decimals):
        if !value.isFinite {
          try container.encodeNil()
        } else if decimals == 0, abs(value) < 1e15 {
          try container.encode(Int(value.rounded()))
        } else {
          try container.encode(value)
        }
      }
    }
  }

  struct CheckEntry: Encodable {
    let id: String
    let group: CheckDescription.Group
    let finds: String
    let verdict: CheckResult.Verdict
    let summary: String
    let count: Int
    let findings: [FindingEntry]
    let tables: [TableEntry]
  }

  let schema = Self.currentSchema
  let program = Program()
  let dataset: DatasetEntry
  /// The gravest verdict of all checks.
  let verdict: CheckResult.Verdict
  let failOn: Severity
  let fails: Bool
  let checks: [CheckEntry]

  init(_ verification: Verification, failureSeverity: Severity) {
    let dataset = verification.dataset
    self.dataset = DatasetEntry(
      folder: dataset.folder, classes: dataset.classNames,
      splits: dataset.parts.map {
        Part(
          split: $0.split, images: $0.imageCount, width: $0.type.size.width, height: $0.type.size.height,
          channels: $0.type.channelCount,
          classCounts: $0.classCounts)
      })
    verdict = verification.gravest.map { CheckResult.Verdict($0) } ?? .ok
    failOn = failureSeverity
    fails = verification.gravest.map { $0 >= failureSeverity } ?? false
    checks = verification.results.map { result in
      CheckEntry(
        id: result.check.id, group: result.check.group, finds: result.check.summary, verdict: result.verdict,
        summary: result.summary, count: result.findings.isEmpty ? 0 : result.count,
        findings: result.findings.map { finding in
          FindingEntry(
            severity: finding.severity, message: finding.message, remedy: finding.remedy,
            details: finding.details,
            images: zip(finding.examples, finding.setNumbers).map { example, set in
              ImageEntry(
                split: example.position.split, index: example.position.index,
                label: dataset.label(of: example.position),
                source: dataset.source(of: example.position),
                detail: example.detail.isEmpty ? nil : example.detail, set: set)
            }, files: finding.files)
        },
        tables: result.tables.map { table in
          TableEntry(
            title: table.title, columns: table.columns, rows: table.rows.map { $0.map { Cell(content: $0) } })
        })
    }
  }

  func json() throws -> String { try JSONText.encode(self) }
}
