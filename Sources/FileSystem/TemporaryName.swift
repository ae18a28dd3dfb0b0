internal import Platform

/// The name under which a run writes a file or a folder until it is whole: `.data.fmbuild-HOST-PROCESS-NUMBER`.
///
/// The name says which process of which machine is at work, so that another run can tell a leftover from a file that is
/// being written, even on a network drive that has no locks.
struct TemporaryName {
  /// The name, without a folder.
  let text: String
  /// Whether the name is that of a former folder, which a new one replaces.
  let isFormer: Bool
  private let host: String
  private let process: pid_t

  static let formerSuffix = "-former"

  /// Creates the name for the `number`th file or folder that this process writes for `target`.
  init(for target: String, number: Int) {
    host = Self.ownHost
    process = getpid()
    isFormer = false
    text = Self.prefix(of: target) + "\(host)-\(process)-\(number)"
  }

  /// Examines the name of an entry that stands beside `target`; nil if it is no temporary name for this target.
  init?(_ text: String, for target: String) {
    let prefix = Self.prefix(of: target)
    guard text.hasPrefix(prefix) else { return nil }
    var ending = text.dropFirst(prefix.count)
    isFormer = ending.hasSuffix(Self.formerSuffix)
    if isFormer { ending.removeLast(Self.formerSuffix.count) }
    let parts = ending.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, let process = Self.number(parts[parts.count - 2]),
      Self.number(parts[parts.count - 1]) != nil
    else { return nil }
    self.text = text
    self.process = process
    host = parts.dropLast(2).joined(separator: "-")
  }

  /// Whether the run that used this name has ended, as far as this machine can know: it was a run on this machine, and
  /// its process is no more. A process with the number of this one counts as ended, because containers number theirs
  /// alike again and again; who asks has to pass over what this process itself is writing.
  var isOfEndedRun: Bool {
    guard host == Self.ownHost else { return false }
    return process == getpid() || (kill(process, 0) != 0 && errno == ESRCH)
  }

  private static func prefix(of target: String) -> String {
    guard !target.isEmpty else { return ".fmbuild-" }
    // A name has at most 255 bytes in most file systems; what follows the target's name needs some of them.
    var name = target
    while name.utf8.count > 150 { name.removeLast() }
    return ".\(name).fmbuild-"
  }

  private static func number(_ text: Substring) -> pid_t? {
    guard (1...9).contains(text.utf8.count),
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return pid_t(text)
  }

  /// The name of this machine, with `_` for what does not belong into the name of a file.
  private static let ownHost: String = {
    var bytes = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&bytes, bytes.count - 1) == 0 else { return "unknown" }
    let name = bytes.prefix { $0 != 0 }.prefix(40).map { byte -> Character in
      let character = Character(UnicodeScalar(UInt8(bitPattern: byte)))
      return character.isASCII && (character.isLetter || character.isNumber || character == "-")
        ? character : "_"
    }
    return name.isEmpty ? "unknown" : String(name)
  }()
}
