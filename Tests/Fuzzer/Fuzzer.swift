internal import Platform

/// Runs one reader on arbitrary bytes, which libFuzzer makes, until one of them ends the program. Without libFuzzer,
/// `PlainFuzzing` makes them.
///
///     Fuzzer --list                          prints the names of the targets
///     Fuzzer --words TARGET                  prints the words of its format, as a dictionary of libFuzzer
///     Fuzzer TARGET [OPTION ...] [PATH ...]  the options of libFuzzer; folders are collections of inputs, a file is
///                                            one input that is run once
@main enum Fuzzer {
  static func main() {
    let arguments = CommandLine.arguments
    switch arguments.dropFirst().first {
    case "--list":
      for target in FuzzTargets.all { print(target.name) }
    case "--words":
      guard let target = target(named: arguments.last) else { fail() }
      for word in target.words { print(quoted(word)) }
    case let name:
      guard let target = target(named: name) else { fail() }
      #if FMBUILD_PLAIN_FUZZING
        exit(PlainFuzzing.run(target, Array(CommandLine.arguments.dropFirst(2))))
      #else
        unsafe selected = target
        exit(drive())
      #endif
    }
  }

  private static func target(named name: String?) -> FuzzTarget? {
    (FuzzTargets.all + [.plantedFault]).first { $0.name == name }
  }

  private static func fail() -> Never {
    print("name one of the targets \(FuzzTargets.all.map(\.name).joined(separator: ", "))")
    exit(64)
  }

  /// Returns a word in the form of libFuzzer's dictionaries. Each character up to U+00FF is one byte, unless the word
  /// has others.
  private static func quoted(_ word: String) -> String {
    let isBytes = word.unicodeScalars.allSatisfy { $0.value <= 0xFF }
    let bytes = (isBytes ? word.unicodeScalars.map { UInt8($0.value) } : Array(word.utf8)).map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return "\\x" + (digits.count == 1 ? "0" : "") + digits
    }
    return "\"\(bytes.joined())\""
  }

  #if !FMBUILD_PLAIN_FUZZING
    /// The target of this run; set once, before libFuzzer starts.
    nonisolated(unsafe) fileprivate static var selected: FuzzTarget?

    /// Hands the arguments from the target's name on to libFuzzer, for which the name takes the place of the program's.
    private static func drive() -> CInt {
      var count = CommandLine.argc - 1
      var values: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv + 1
      return unsafe runLibFuzzer(&count, &values, runOneInput)
    }
  #endif
}

#if !FMBUILD_PLAIN_FUZZING

  @_silgen_name("LLVMFuzzerRunDriver")
  private func runLibFuzzer(
    _ argumentCount: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ run: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
  ) -> CInt

  /// Called by libFuzzer for each input. Its own `main`, which is linked as well, asks for a function of this name.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func runOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    // An error is a refusal, which is what most inputs deserve.
    do { try unsafe Fuzzer.selected?.run(bytes) } catch { _ = "\(error)" }
    return 0
  }
#endif
