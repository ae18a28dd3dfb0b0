#if FMBUILD_PLAIN_FUZZING
  internal import FileSystem
  internal import Platform

  /// Runs a reader on changed copies of small files, by the options of libFuzzer that `scripts/fuzz` gives, without its
  /// knowledge of which code an input reaches.
  enum PlainFuzzing {
    private struct Options {
      /// 0 to read every file once and nothing else.
      var seconds = 0
      var seed: UInt64 = 1
      var words: [[UInt8]] = []
      var prefix = "./"
      var paths: [String] = []

      init(_ arguments: [String], _ target: FuzzTarget) {
        words = target.words.map { Array($0.utf8) }
        for argument in arguments {
          let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
          switch (parts.first, parts.last) {
          case ("-max_total_time", let value?): seconds = Int(value) ?? seconds
          case ("-seed", let value?): seed = UInt64(value) ?? seed
          case ("-artifact_prefix", let value?): prefix = value
          default: if !argument.hasPrefix("-") { paths.append(argument) }
          }
        }
      }
    }

    /// The most bytes of an input, so that a run has many.
    private static let largestInput = 1 << 16
    /// The seconds after which a reader is taken to hang, and the memory that it may take.
    private static let (longestRun, largestMemory) = (UInt32(10), rlim_t(8) << 30)

    /// - Returns: the exit code of the program.
    static func run(_ target: FuzzTarget, _ arguments: [String]) -> CInt {
      let options = Options(arguments, target)
      var seeds: [[UInt8]] = [[]]
      for path in options.paths {
        let isFolder = FileIdentity(path)?.isFolder == true
        for file in isFolder ? (folderNames(path) ?? []).sorted().map({ path + "/" + $0 }) : [path] {
          if let bytes = try? WholeFile.bytes(file, maximumByteCount: 1 << 24) { seeds.append(bytes) }
        }
      }
      var limits = rlimit(rlim_cur: largestMemory, rlim_max: largestMemory)
      guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limits) == 0 else { return 2 }
      // An input that ends the program stays in this file, and the system prints why.
      let trial = options.prefix + "input"
      var changes = Changes(seed: options.seed, words: options.words, seeds: seeds)
      let end = time(nil) + options.seconds
      var count = 0
      // Every file as it is, then changed ones.
      while count < seeds.count || time(nil) < end {
        let input = count < seeds.count ? seeds[count] : changes.next(limit: largestInput)
        InputFiles.write(input, to: trial)
        alarm(longestRun)
        do { try target.run(input) } catch { _ = "\(error)" }
        count += 1
      }
      alarm(0)
      removeTree(trial)
      print("stat::number_of_executed_units: \(count)")
      return 0
    }
  }

  /// Changed copies of some files.
  private struct Changes {
    private var state: UInt64
    private let words: [[UInt8]]
    private let seeds: [[UInt8]]

    init(seed: UInt64, words: [[UInt8]], seeds: [[UInt8]]) {
      state = seed
      self.words = words
      self.seeds = seeds
    }

    /// A number from 0 to one less than `count` (xorshift64*, Marsaglia 2003 and Vigna 2016).
    private mutating func number(below count: Int) -> Int {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      return Int((state &* 0x2545_F491_4F6C_DD1D) >> 11) % max(count, 1)
    }

    mutating func next(limit: Int) -> [UInt8] {
      var bytes = seeds[number(below: seeds.count)]
      // Most files say at their beginning what they hold.
      let region = number(below: 2) == 0 ? min(bytes.count, 256) : bytes.count
      for _ in 0...number(below: 6) {
        let place = min(number(below: region), bytes.count)
        switch number(below: 9) {
        case 0: if place < bytes.count { bytes[place] ^= 1 << UInt8(number(below: 8)) }
        case 1, 2:
          let special: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF, UInt8(number(below: 256))]
          if place < bytes.count { bytes[place] = special[number(below: special.count)] }
        case 3:
          for index in place..<min(place + [2, 4, 8][number(below: 3)], bytes.count) {
            bytes[index] = number(below: 2) == 0 ? 0xFF : 0
          }
        case 4:
          bytes.removeSubrange(place..<min(place + 1 + number(below: 64), bytes.count))
        case 5: bytes.removeLast(min(bytes.count, number(below: max(bytes.count, 1))))
        case 6:
          let other = seeds[number(below: seeds.count)]
          let start = number(below: other.count)
          bytes.insert(
            contentsOf: other[min(start, other.count)..<min(start + 1 + number(below: 256), other.count)],
            at: place)
        case 7 where !words.isEmpty:
          bytes.insert(contentsOf: words[number(below: words.count)], at: place)
        default:
          let piece = bytes[place..<min(place + 1 + number(below: 64), bytes.count)]
          bytes.insert(contentsOf: piece, at: place)
        }
      }
      return Array(bytes.prefix(limit))
    }
  }
#endif
