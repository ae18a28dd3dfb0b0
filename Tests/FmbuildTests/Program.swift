import Foundation
import TestSupport

/// The built program, and the results of its runs.
enum Program {
  struct Result {
    /// The exit code; the negative number of the signal if a signal ended the program.
    let exitCode: Int32
    let output: String
    let errors: String
  }

  struct NotFound: Error {}

  /// The path of the program, which is in a folder above the test bundle.
  static var path: String {
    get throws {
      var folder = Bundle.module.bundleURL
      while folder.pathComponents.count > 1 {
        folder.deleteLastPathComponent()
        let candidate = folder.appending(path: "fmbuild").path
        let attributes = try? FileManager.default.attributesOfItem(atPath: candidate)
        if attributes?[.type] as? FileAttributeType == .typeRegular { return candidate }
      }
      throw NotFound()
    }
  }

  /// Runs the program in `folder` and waits for its end.
  static func run(_ arguments: [String], in folder: TemporaryFolder) async throws -> Result {
    try await Run(try path, arguments, in: folder).end()
  }

  /// Runs a shell command in `folder`; `"$F"` is the program.
  static func shell(_ line: String, environment: [String: String] = [:], in folder: TemporaryFolder)
    async throws -> Result
  {
    try await Run(
      "/bin/sh", ["-c", line], environment: environment.merging(["F": try path]) { $1 }, in: folder
    ).end()
  }

  /// A running process.
  struct Run {
    private let process: pid_t
    private let output: URL
    private let errors: URL

    init(
      _ path: String, _ arguments: [String], environment: [String: String] = [:], in folder: TemporaryFolder
    ) throws {
      // The output goes to files, not pipes, so that the program never waits for a reader.
      let place = FileManager.default.temporaryDirectory
      let name = UUID().uuidString
      output = place.appending(path: "fmbuild-out-" + name)
      errors = place.appending(path: "fmbuild-err-" + name)
      let environment = ["COLUMNS": "80", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"].merging(environment) {
        $1
      }
      process = try spawn(
        path, arguments, environment: environment.map { "\($0)=\($1)" }, folder: folder.path,
        output: output.path,
        errors: errors.path)
    }

    init(_ arguments: [String], in folder: TemporaryFolder) throws {
      try self.init(try Program.path, arguments, in: folder)
    }

    func send(_ number: Int32) { kill(process, number) }

    func end() async throws -> Result {
      let process = process
      let status = await withCheckedContinuation { continuation in
        // Waiting blocks a thread, which must not be one of the few that run tests.
        Thread.detachNewThread {
          var status: Int32 = 0
          while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
          continuation.resume(returning: status)
        }
      }
      defer { for url in [output, errors] { try? FileManager.default.removeItem(at: url) } }
      return Result(
        exitCode: status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F),
        output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
        errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
  }
}

struct SpawnError: Error {
  let number: Int32
}

/// Starts a program without input and with default signal handlers, because tests may run in the background, where
/// Ctrl-C is ignored.
private func spawn(
  _ path: String, _ arguments: [String], environment: [String], folder: String, output: String, errors: String
) throws -> pid_t {
  #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
  #else
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
  #endif
  unsafe posix_spawn_file_actions_init(&actions)
  defer { unsafe posix_spawn_file_actions_destroy(&actions) }
  unsafe posix_spawnattr_init(&attributes)
  defer { unsafe posix_spawnattr_destroy(&attributes) }
  unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
  unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
  var signals = sigset_t()
  unsafe sigemptyset(&signals)
  unsafe posix_spawnattr_setsigmask(&attributes, &signals)
  for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ] { unsafe sigaddset(&signals, number) }
  unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
  unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

  // Not every system's posix_spawn can change the folder, so a shell changes it and then executes the program.
  let start = ["/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", folder, path]
  let words = unsafe (start + arguments).map { unsafe strdup($0) } + [nil]
  let variables = unsafe environment.map { unsafe strdup($0) } + [nil]
  defer { unsafe (words + variables).forEach { unsafe free($0) } }
  var process: pid_t = 0
  let number = unsafe posix_spawn(&process, start[0], &actions, &attributes, words, variables)
  guard number == 0 else { throw SpawnError(number: number) }
  return process
}
