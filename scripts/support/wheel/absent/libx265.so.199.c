// In place of the HEVC encoder x265, which Debian's libheif is linked to and asks for with this function. The program reads
// HEIC files and needs an encoder for nothing but samples in that format. libheif takes NULL for an encoder that cannot do
// what it is asked, and says so.
const void *x265_api_get_199(int bit_depth) {
  (void)bit_depth;
  return 0;
}
