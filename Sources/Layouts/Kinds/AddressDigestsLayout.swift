internal import Checksums
internal import Verification

/// Raw IDX files in a cache, each called by the MD5 of the address from which the published one comes.
extension LayoutPlan {
  mutating func addAddressDigests(_ addresses: [String], suffix: String, in folder: String) {
    for address in addresses {
      for slot in FileSlot.all {
        let hasher = MD5Hasher()
        let bytes = Array("\(address)\(FileNaming.mnist.example(slot.split, slot.content)).gz".utf8)
        hasher.add(bytes.span)
        addIDXFile(slot, as: .raw, at: joined(folder, hasher.end() + suffix))
      }
    }
  }
}
