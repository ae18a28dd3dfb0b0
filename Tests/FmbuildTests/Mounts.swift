import TestSupport

/// Runs of the program with small disks of their own, where the system lets a test mount them.
enum Mounts {
  /// Whether a process may mount a file system in memory that only it sees.
  static func arePermitted() async -> Bool {
    (try? await withTemporaryFolder { folder in
      try folder.makeFolder("disk")
      return try await run("true", onDisk: "", in: folder).exitCode == 0
    }) ?? false
  }

  /// Runs a shell line with a file system in memory mounted at the folder `disk`; `"$F"` is the program.
  ///
  /// - Parameter options: of the mount, such as `size=64k`.
  static func run(_ line: String, onDisk options: String, in folder: TemporaryFolder) async throws
    -> Program.Result
  {
    let mount = "mount -t tmpfs \(options.isEmpty ? "" : "-o " + options) none disk || exit 99"
    return try await Program.shell(
      "export LINE; unshare -rm sh -c \"\(mount); eval \\\"\\$LINE\\\"\"", environment: ["LINE": line],
      in: folder)
  }
}
