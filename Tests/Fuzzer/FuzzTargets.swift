/// All targets. `scripts/fuzz` runs each of them, with the inputs that it has collected under the target's name.
enum FuzzTargets {
  static let all: [FuzzTarget] = readers + FuzzTarget.photoFormats

  private static let readers: [FuzzTarget] = [
    .idx,
    .imageRecords,
    .gzip,
    .manifest,
    .datasetDescription,
    .labelTable,
    .classFile,
    .npz,
    .csv,
    .parquet,
    .pictureFolders,
    .pipeline,
    .modelFolder,
    .safetensors,
    .photoHeader,
    .photo,
    .rejectedPhotos,
    .corrections,
    .judgements,
    .captureTime,
    .pnmSequence,
    .tarPhotos,
  ]
}
