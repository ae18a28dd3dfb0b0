internal import FileSystem

/// The folders and files that stand among photos and are none: what operating systems, servers and cameras put there.
enum Litter {
  /// Whether a folder of this name belongs to an operating system, a server or a program, so that pictures in it are
  /// previews or deleted files.
  static func isSystemFolder(_ name: String) -> Bool {
    let name = name.lowercased()
    return systemFolders.contains(name) || name.hasPrefix(".trash-") || name.hasPrefix("found.0")
  }

  private static let systemFolders: Set<String> = [
    // macOS
    "__macosx", ".appledouble", ".appledb", ".appledesktop", ".spotlight-v100", ".fseventsd", ".trashes",
    ".trash",
    ".temporaryitems", ".documentrevisions-v100", "network trash folder", "temporary items", ".apdisk",
    // Windows
    "$recycle.bin", "recycler", "recycled", "system volume information", "$windows.~bt", "$windows.~ws",
    "msocache",
    // Linux
    "lost+found", ".thumbnails", ".thumbs", ".snapshot", ".snapshots", ".zfs",
    // Network storage: Synology, QNAP, NetApp
    "@eadir", "#recycle", "#snapshot", "@tmp", "@sharebin", "@synoresource", ".synologyworkingdirectory",
    "@recycle",
    "@recently-snapshot", ".@__thumb", ".@upload_cache", "~snapshot",
    // Programs
    ".picasaoriginals", ".dtrash", ".ipynb_checkpoints", "__pycache__",
  ]

  /// Whether a file of this name cannot be a photo: a film, a sound, a text, a table, a sidecar of a photo, a program.
  ///
  /// Files without an ending, with an unknown one or with that of a picture may be photos; their content decides.
  static func isNoPhoto(_ name: String) -> Bool {
    isLitter(name) || ending(of: name).map { endings.contains($0) } ?? false
  }

  /// Returns the word under which messages count a file that is passed over: its ending with a dot, or its name.
  static func kind(of path: String) -> String {
    ending(of: path).map { "." + $0 } ?? lastName(of: path) ?? path
  }

  /// Returns the ending of a name in lower case, without the dot; nil if there is none or the name begins with its only
  /// dot.
  private static func ending(of path: String) -> String? {
    let name = (lastName(of: path) ?? path).utf8
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return nil }
    let ending = String(decoding: name[name.index(after: dot)...], as: UTF8.self).lowercased()
    return ending.isEmpty ? nil : ending
  }

  private static let endings: Set<String> = [
    // Films
    "mov", "mp4", "m4v", "avi", "mkv", "webm", "mpg", "mpeg", "wmv", "3gp", "3g2", "mts", "m2ts", "flv",
    "insv", "lrv",
    // Sounds
    "mp3", "wav", "m4a", "aac", "ogg", "flac", "wma", "opus",
    // Texts and tables
    "txt", "md", "rst", "csv", "tsv", "json", "jsonl", "ndjson", "yaml", "yml", "toml", "xml", "html", "htm",
    "css",
    "js", "log", "rtf", "pdf", "doc", "docx", "odt", "pages", "xls", "xlsx", "ods", "numbers", "ppt", "pptx",
    "odp",
    "key", "bib", "tex", "cfg", "conf", "names", "lst",
    // Sidecars of photos and catalogues
    "aae", "xmp", "thm", "pp3", "dop", "on1", "cos", "lrcat", "pxd", "modd", "moff", "sha256", "md5", "sfv",
    "torrent",
    // Files of systems
    "db", "ini", "lnk", "url", "webloc", "desktop", "plist", "sys", "lock", "keep", "gitkeep",
    // Packed files, arrays and programs
    "zip", "tar", "gz", "tgz", "bz2", "xz", "7z", "rar", "iso", "dmg", "npy", "npz", "mat", "pkl", "pickle",
    "h5",
    "hdf5", "pt", "pth", "onnx", "safetensors", "parquet", "arrow", "feather", "tfrecord", "sqlite",
    "sqlite3", "py",
    "pyc", "ipynb", "sh", "bat", "cmd", "ps1", "exe", "dll", "apk", "msi", "jar",
  ]
}
