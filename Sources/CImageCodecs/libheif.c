#ifdef FMBUILD_HEIF

#include "libheif.h"

#ifdef FM_IS_LOADED

#include <pthread.h>

struct fm_libheif libheif;
static bool is_ready = false;

static void load(void) {
#define FM_NAME(name) "heif_" #name,
  static const char *const names[] = {FM_LIBHEIF(FM_NAME)};
  is_ready = fm_load("libheif.so.1", names, sizeof names / sizeof *names, &libheif);
}

bool fm_load_libheif(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  (void)pthread_once(&once, load);
  return is_ready;
}

#else

#define FM_ADDRESS(name) heif_##name,
struct fm_libheif libheif = {FM_LIBHEIF(FM_ADDRESS)};

bool fm_load_libheif(void) { return true; }

#endif
#endif
