/// The folders that hold photos, as a tree. Names that differ only in the way that accents are written are one folder.
struct PhotoTree {
  /// The folders with photos directly inside this one, by name.
  private(set) var folders: [String: PhotoTree] = [:]
  /// The number of photos directly in this folder.
  private(set) var ownPhotoCount = 0
  /// The number of photos in this folder and all folders below it.
  private(set) var photoCount = 0

  init() {}

  /// - Parameter photos: the names that the path of each photo consists of, the file's name last.
  init(_ photos: [[String]]) {
    for names in photos { add(names[...]) }
  }

  /// The names of the folders directly inside this one, in order.
  var names: [String] { NameOrder.sorted(Array(folders.keys)) }

  private mutating func add(_ names: ArraySlice<String>) {
    photoCount += 1
    guard names.count > 1, let name = names.first else {
      ownPhotoCount += 1
      return
    }
    folders[name, default: PhotoTree()].add(names.dropFirst())
  }

  /// Adds another tree's photos to this one.
  mutating func merge(_ other: PhotoTree) {
    ownPhotoCount += other.ownPhotoCount
    photoCount += other.photoCount
    for (name, folder) in other.folders { folders[name, default: PhotoTree()].merge(folder) }
  }

  /// The names that folders inside have in common if all of them hold folders of nearly the same names; empty otherwise.
  ///
  /// Folders alike are either splits with classes inside or classes with parts inside, which names alone do not tell.
  var namesInCommon: [String] {
    guard folders.count > 1 else { return [] }
    var counts: [String: Int] = [:]
    for folder in folders.values {
      for name in folder.folders.keys { counts[name, default: 0] += 1 }
    }
    let common = counts.filter { $0.value > 1 }
    let photosInCommon = folders.values.reduce(0) { sum, folder in
      sum + folder.folders.reduce(0) { $0 + (common[$1.key] == nil ? 0 : $1.value.photoCount) }
    }
    let isShared =
      common.count > 1 && common.count * 2 >= counts.count && photosInCommon * 2 > photoCount
      && folders.values.allSatisfy { $0.folders.keys.contains { common[$0] != nil } }
    return isShared ? NameOrder.sorted(Array(common.keys)) : []
  }
}
