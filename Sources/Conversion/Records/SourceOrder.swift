package import FileSystem
internal import IDX

/// Brings the sources of photos, which come in any order, into their own. Runs of them are sorted in memory; all but the
/// last run go to a file, so that ten million long names need no more memory than few.
package struct SourceOrder {
  private struct Entry {
    let source: String
    /// The place of the source among those that were added.
    let number: Int
  }

  /// The number of bytes of names and the number of names at which a run ends.
  private static let runByteCount = 16 << 20
  private static let runCount = 1 << 18

  private let folder: String
  private var file: ScratchFile?
  /// Where the runs lie in the file.
  private var runs: [Range<Int>] = []
  private var current: [Entry] = []
  private var currentByteCount = 0
  package private(set) var count = 0

  private let limit: Int

  /// - Parameters:
  ///   - folder: a folder in which a file may be made.
  ///   - runCount: the number of names at which a run ends; nil for the usual one.
  package init(folder: String, runCount: Int? = nil) {
    self.folder = folder
    limit = runCount ?? Self.runCount
  }

  package mutating func add(_ source: String) throws(FileSystemError) {
    if current.count >= limit || currentByteCount >= Self.runByteCount { try endRun() }
    current.append(Entry(source: source, number: count))
    currentByteCount += source.utf8.count
    count += 1
  }

  private mutating func endRun() throws(FileSystemError) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(currentByteCount + 8 * current.count)
    for entry in Self.sorted(current) {
      bytes.append(littleEndian: UInt32(entry.number))
      bytes.append(littleEndian: UInt32(entry.source.utf8.count))
      bytes += entry.source.utf8
    }
    let file: ScratchFile
    if let own = self.file { file = own } else { file = try ScratchFile(in: folder) }
    self.file = file
    let start = try file.append(bytes)
    runs.append(start..<start + bytes.count)
    current.removeAll(keepingCapacity: true)
    currentByteCount = 0
  }

  private static func sorted(_ entries: [Entry]) -> [Entry] { NameOrder.sorted(entries) { $0.source } }

  /// Calls a function with each source, in their order, and the place that it had among those that were added.
  ///
  /// - Throws: what the function throws; `FileSystemError` if the file cannot be read again.
  package mutating func forEach(_ body: (_ source: String, _ number: Int) throws -> Void) throws {
    guard let file else {
      for entry in Self.sorted(current) { try body(entry.source, entry.number) }
      return
    }
    if !current.isEmpty { try endRun() }
    current = []
    var heads = MinimumHeap<RunReader> { $0.precedes($1) }
    for run in runs {
      var reader = RunReader(file, run)
      if reader.advance() { heads.insert(reader) }
    }
    while var reader = heads.first {
      try body(reader.source, reader.number)
      if reader.advance() { heads.replaceFirst(by: reader) } else { heads.removeFirst() }
    }
    try file.checkReads()
  }
}

/// Reads a run from front to back.
private struct RunReader {
  private(set) var source = ""
  private(set) var number = 0
  private let file: ScratchFile
  private var unread: Range<Int>
  private var buffer: ArraySlice<UInt8> = []

  private static let bufferByteCount = 1 << 16

  init(_ file: ScratchFile, _ run: Range<Int>) {
    self.file = file
    unread = run
  }

  /// Goes to the next source; false at the end.
  mutating func advance() -> Bool {
    guard let number = nextNumber(), let byteCount = nextNumber(), let bytes = next(Int(byteCount)) else {
      return false
    }
    self.number = Int(number)
    source = String(decoding: bytes, as: UTF8.self)
    return true
  }

  private mutating func nextNumber() -> UInt32? { next(4).map { UInt32(littleEndianBytes: $0) } }

  private mutating func next(_ count: Int) -> ArraySlice<UInt8>? {
    if buffer.count < count {
      let missing = min(max(Self.bufferByteCount, count), unread.count)
      buffer = buffer + file.bytes(at: unread.lowerBound, count: missing)
      unread = unread.dropFirst(missing)
    }
    guard buffer.count >= count else { return nil }
    defer { buffer = buffer.dropFirst(count) }
    return buffer.prefix(count)
  }

  func precedes(_ other: RunReader) -> Bool {
    if NameOrder.precedes(source, other.source) { return true }
    return number < other.number && !NameOrder.precedes(other.source, source)
  }
}

/// A binary heap whose first element precedes all others (Williams 1964, "Algorithm 232: Heapsort").
private struct MinimumHeap<Element> {
  private var elements: [Element] = []
  private let precedes: (Element, Element) -> Bool

  init(_ precedes: @escaping (Element, Element) -> Bool) { self.precedes = precedes }

  var first: Element? { elements.first }

  mutating func insert(_ element: Element) {
    elements.append(element)
    var place = elements.count - 1
    while place > 0, precedes(elements[place], elements[(place - 1) / 2]) {
      elements.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func replaceFirst(by element: Element) {
    elements[0] = element
    sink()
  }

  mutating func removeFirst() {
    elements.swapAt(0, elements.count - 1)
    elements.removeLast()
    sink()
  }

  private mutating func sink() {
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < elements.count && precedes(elements[child], elements[least]) {
        least = child
      }
      guard least != place else { return }
      elements.swapAt(place, least)
      place = least
    }
  }
}
