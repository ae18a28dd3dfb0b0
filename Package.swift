// swift-tools-version: 6.2

import PackageDescription

// One idea a target; every arrow points down. The order here is the order of the house, from the command
// line at the top to the pixels and the C libraries at the bottom.
let package = Package(
  name: "fmbuild",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "fmbuild", targets: ["fmbuild"]),
    .library(name: "IDX", targets: ["IDX"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .executableTarget(
      name: "fmbuild",
      dependencies: [
        "Configuration", "DatasetBuilding", "DatasetReading", "Embedding", "FileSystem", "IDX", "ImageCodecs",
        "ImageCore", "ImageStages", "Processors", "Reporting", "SamplePhotos", "Training", "Verification",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "Reporting",
      dependencies: [
        "DatasetBuilding", "DatasetReading", "ImageCodecs", "ImageCore", "Training", "Verification",
      ],
      resources: [
        .embedInCode("Assets/report.css"), .embedInCode("Assets/items.js"), .embedInCode("Assets/marks.js"),
        .embedInCode("Assets/dialog.js"), .embedInCode("Assets/gallery.js"), .embedInCode("Assets/map.js"),
      ],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "Training", dependencies: ["COneDNN", "FileSystem", "IDX", "Randomness"]),
    .target(
      name: "Verification",
      dependencies: ["Configuration", "DatasetBuilding", "DatasetReading", "FileSystem", "IDX", "ImageCore"],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(
      name: "DatasetReading",
      dependencies: ["Configuration", "DatasetBuilding", "FileSystem", "IDX", "ImageCore", "Processors"]),
    .target(
      name: "Embedding", dependencies: ["Randomness"],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(
      name: "DatasetBuilding",
      dependencies: [
        "CLibCrypto", "Configuration", "FileSystem", "IDX", "ImageCodecs", "ImageCore", "ImageStages",
        "Randomness",
      ]),
    .target(
      name: "Configuration",
      dependencies: ["BundledPipelines", "ImageStages", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "BundledPipelines", path: "Pipelines",
      resources: [
        .embedInCode("fashion-mnist.yaml"), .embedInCode("fashion-mnist-paper.yaml"),
        .embedInCode("fashion-mnist-64.yaml"), .embedInCode("mnist.yaml"), .embedInCode("emnist.yaml"),
        .embedInCode("rgb-32.yaml"),
      ]),
    .target(name: "IDX", dependencies: ["CLibDeflate", "CZlib", "Processors"]),
    .target(name: "ImageCodecs", dependencies: ["CImageCodecs", "CZlib", "ImageCore"]),
    .target(name: "ImageStages", dependencies: ["CImageKernels", "ImageCore"]),
    .target(
      name: "SamplePhotos", dependencies: ["ImageCore", "Randomness"],
      // floor and sqrt are calls of the C library where the processor has no instruction for them.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "FileSystem"),
    .target(name: "ImageCore"),
    .target(name: "Processors"),
    .target(name: "Randomness"),
    .target(name: "CImageKernels"),
    .target(
      name: "COneDNN",
      linkerSettings: [.linkedLibrary("dnnl"), .linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(name: "CImageCodecs", dependencies: ["CLibJPEG", "CLibPNG", "CZlib"]),

    .systemLibrary(
      name: "CLibPNG", pkgConfig: "libpng",
      providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
      name: "CLibJPEG", pkgConfig: "libjpeg",
      providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CLibDeflate", pkgConfig: "libdeflate",
      providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]),
    .systemLibrary(
      name: "CLibCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),

    .target(
      name: "TestSupport",
      dependencies: ["CLibCrypto", "Configuration", "DatasetBuilding", "ImageCodecs", "ImageCore"],
      path: "Tests/TestSupport",
      resources: [.copy("Golden")]),
    .target(
      name: "VerificationTestSupport",
      dependencies: [
        "DatasetBuilding", "DatasetReading", "IDX", "ImageCore", "TestSupport", "Verification",
      ],
      path: "Tests/VerificationTestSupport"),
    .testTarget(name: "TrainingTests", dependencies: ["COneDNN", "TestSupport", "Training"]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "DatasetBuilding", "DatasetReading", "ImageCodecs", "ImageCore", "Reporting", "TestSupport",
        "Training",
        "Verification", "VerificationTestSupport",
      ]),
    .testTarget(
      name: "FmbuildTests", dependencies: ["IDX", "ImageCodecs", "ImageCore", "TestSupport"],
      resources: [.copy("Snapshots")]),
    .testTarget(name: "EmbeddingTests", dependencies: ["Embedding", "Randomness"]),
    .testTarget(
      name: "DatasetBuildingTests",
      dependencies: [
        "Configuration", "DatasetBuilding", "FileSystem", "IDX", "ImageCodecs", "ImageCore", "ImageStages",
        "TestSupport",
      ]),
    .testTarget(
      name: "DatasetReadingTests",
      dependencies: [
        "DatasetBuilding", "DatasetReading", "IDX", "ImageCore", "TestSupport", "VerificationTestSupport",
      ]),
    .testTarget(
      name: "VerificationTests",
      dependencies: [
        "Configuration", "DatasetBuilding", "DatasetReading", "IDX", "ImageCodecs", "ImageCore",
        "ImageStages", "TestSupport",
        "Verification", "VerificationTestSupport",
      ]),
    .testTarget(name: "ConfigurationTests", dependencies: ["Configuration", "ImageCore", "ImageStages"]),
    .testTarget(name: "FileSystemTests", dependencies: ["FileSystem", "TestSupport"]),
    .testTarget(name: "IDXTests", dependencies: ["IDX", "CZlib", "TestSupport"]),
    .testTarget(
      name: "ImageStagesTests", dependencies: ["ImageCodecs", "ImageCore", "ImageStages", "TestSupport"]),
    .testTarget(name: "SamplePhotosTests", dependencies: ["SamplePhotos", "ImageCore"]),
    .testTarget(name: "ImageCoreTests", dependencies: ["ImageCore", "TestSupport"]),
    .testTarget(
      name: "ImageCodecsTests", dependencies: ["ImageCodecs", "ImageCore", "TestSupport"],
      resources: [.copy("Fixtures")]),
  ]
)

// Warnings stop the build only where the project itself is tested: a newer compiler with a new warning must
// not keep a user from building.
let isStrict = Context.environment["FMBUILD_STRICT"] != nil

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
  if isStrict {
    target.swiftSettings?.append(.treatAllWarnings(as: .error))
  }
}
