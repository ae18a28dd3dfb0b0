internal import Checksums
internal import DatasetFormat
internal import ImageCore
package import Reporting
internal import Wording

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The page on which a person sorts photos: one HTML file that loads nothing else, and hands out a table of labels.
package struct SortPage: Sendable {
  /// The HTML of the whole page.
  package let html: String

  /// The table that the page hands out.
  package enum Table: String, Sendable {
    /// `labels.csv`: the label of each photo, for `convert --labels`.
    case labels
    /// `corrections.csv`: what is wrong with the labels that a dataset has, for `convert --corrections`.
    case corrections

    /// Returns the name of the file that a page of a heap hands out.
    ///
    /// - Parameter page: the number of the page, from 1.
    package func fileName(page: Int) -> String { rawValue + (page > 1 ? "-\(page)" : "") + ".csv" }
  }

  /// The label of a photo that is set aside.
  package static let setAside = -2

  /// What is known of a photo beside its picture.
  package struct Entry: Sendable {
    /// The class that the photo has had so far, by number, or -2 if it is set aside; nil if nobody has said.
    package var label: Int?
    /// The product that the photo shows together with others.
    package var product: String?
    /// The classes that a network proposes, the most probable first, with their probabilities if these are known.
    package var proposals: [(label: Int, probability: Double?)] = []
    /// The class that a dataset gives the photo.
    package var given: Int?
    package var sha256: String?
    /// A remark, such as that `convert` will reject the photo.
    package var note: String?

    package init() {}
  }

  /// A group of photos that stand together on the page.
  package struct Group: Sendable {
    /// What the group is, such as "unsure: Bag?"; empty for groups by likeness.
    package let name: String
    package let photos: [Int]

    package init(name: String = "", photos: [Int]) {
      self.name = name
      self.photos = photos
    }
  }

  package struct Content: Sendable {
    package var table = Table.labels
    package var classes: [String] = []
    package var photos: [HeapPhoto] = []
    package var entries: [Entry] = []
    package var groups: [Group] = []
    /// What was corrected before, which the next table repeats.
    package var former: [Report.Correction] = []
    /// The number of the page and of all pages of the heap.
    package var (number, count) = (1, 1)
    /// The name of the folder with the photos, and the command for the table.
    package var (folder, command) = ("", "")

    package init() {}
  }

  /// - Precondition: there is an entry for each photo, and each photo is in one group.
  package init(_ content: Content) throws {
    precondition(content.photos.count == content.entries.count, "there is an entry for each photo")
    precondition(
      content.groups.flatMap(\.photos).sorted() == Array(content.photos.indices), "each photo is in one group"
    )
    let script =
      "\n"
      + ([PageHead.sharedScript]
      + [
        PackageResources.work_js, PackageResources.groups_js, PackageResources.hands_js,
        PackageResources.keys_js,
        PackageResources.mouse_js,
      ].map { String(decoding: $0, as: UTF8.self) }).joined(separator: "\n") + "\n"
    let pageText = content.count > 1 ? ", page \(content.number) of \(content.count)" : ""
    let title = "Sort \(counted(content.photos.count, "photo")) of \(content.folder)\(pageText)"
    let head = PageHead(
      title: "\(title)", policy: ContentPolicy.text(script: script),
      styles: [Markup(trusted: String(decoding: PackageResources.sort_css, as: UTF8.self))])
    let page: Markup = """
      \(head.markup)
      <body>
      <header>
      <div id=top><h1>\(title)</h1>
      <p id=progress role=status aria-live=polite></p>
      <div id=actions></div></div>
      <progress id=bar max=\(content.photos.count) value=0 aria-label='Photos that are labelled'></progress>
      <div id=classes role=toolbar aria-label='Classes'></div>
      <p id=hint></p>
      </header>
      <noscript><p class=notice>Sorting needs JavaScript, which this browser does not run here.</p></noscript>
      <main id=groups></main>
      <p id=said class=unseen role=status aria-live=polite></p>
      <datalist id=names></datalist>
      <dialog id=help aria-labelledby=help-title></dialog>
      <footer>Made by \(ProgramVersion.name) \(ProgramVersion.current). The photos were not touched; nothing leaves this file but the table that you save.</footer>
      <script type=application/json id=data>\(try Self.json(content))</script>
      <script type=module>\(Markup(trusted: script))</script>
      </body>
      </html>

      """
    html = page.text
  }

  /// The page's data for its script. Keys are short, because there are thousands of photos.
  private struct Data: Encodable {
    struct Photo: Encodable {
      /// The path.
      let p: String
      /// The small picture in base 64, and its size in pixels.
      let s: String
      let w: Int
      let h: Int
      /// The label so far.
      let l: Int?
      /// The product.
      let t: String?
      /// A label and its probability in thousandths each, or a label alone.
      let q: [[Int]]?
      /// The given label, and the SHA-256.
      let g: Int?
      let d: String?
      /// The remark.
      let n: String?
    }

    struct Group: Encodable {
      let name: String
      let photos: [Int]
    }

    /// The identity of the heap, so that work on one heap is not shown on another's page.
    let key: String
    let table: String
    let file: String
    let classes: [String]
    let photos: [Photo]
    let groups: [Group]
    let former: [Report.Correction]
    let command: String
  }

  private static func json(_ content: Content) throws -> Markup {
    let photos = zip(content.photos, content.entries).map { photo, entry in
      Data.Photo(
        p: photo.path, s: FoundationData(photo.picture).base64EncodedString(), w: photo.size.width,
        h: photo.size.height, l: entry.label, t: entry.product,
        q: entry.proposals.isEmpty
          ? nil
          : entry.proposals.map { [$0.label] + ($0.probability.map { [Int(($0 * 1000).rounded())] } ?? []) },
        g: entry.given, d: entry.sha256, n: entry.note ?? photo.warning)
    }
    let identity =
      zip(content.photos, content.entries).map { photo, entry in
        "\(photo.path)\0\(photo.picture.count)\0\(entry.label ?? -1)"
      }.joined(separator: "\0") + content.classes.joined(separator: "\0") + content.table.rawValue
    let digest = SHA256Hasher.digest(Array(identity.utf8))
    let data = Data(
      key: "\(digest)", table: content.table.rawValue, file: content.table.fileName(page: content.number),
      classes: content.classes, photos: photos,
      groups: content.groups.map { Data.Group(name: $0.name, photos: $0.photos) }, former: content.former,
      command: content.command)
    return try Markup(scriptData: data)
  }
}

#if canImport(FoundationEssentials)
  private typealias FoundationData = FoundationEssentials.Data
#else
  private typealias FoundationData = Foundation.Data
#endif
