// In place of the library for JBIG, the compression of fax pages, which Debian's libtiff is linked to. libtiff asks for
// jbg_dec_in to decode a page, and gives up with the words of jbg_strerror; nothing is ever encoded.
enum { failed = 0x10 };

void jbg_dec_init(void *decoder) { (void)decoder; }
void jbg_dec_free(void *decoder) { (void)decoder; }
int jbg_dec_in(void *decoder, unsigned char *bytes, unsigned long count, unsigned long *used) {
  (void)decoder, (void)bytes, (void)count, (void)used;
  return failed;
}
unsigned long jbg_dec_getsize(const void *decoder) {
  (void)decoder;
  return 0;
}
unsigned char *jbg_dec_getimage(const void *decoder, int plane) {
  (void)decoder, (void)plane;
  return 0;
}
int jbg_newlen(unsigned char *bytes, unsigned long count) {
  (void)bytes, (void)count;
  return failed;
}
const char *jbg_strerror(int error) {
  (void)error;
  return "JBIG is not read; save the picture with another compression";
}
void jbg_enc_init(void) {}
void jbg_enc_out(void) {}
void jbg_enc_free(void) {}
