#ifdef FMBUILD_TIFF

#include "libtiff.h"

#ifdef FM_IS_LOADED

#include <pthread.h>

struct fm_libtiff libtiff;
static bool is_ready = false;

static void load(void) {
#define FM_NAME(name) "TIFF" #name,
  static const char *const names[] = {FM_LIBTIFF(FM_NAME)};
#if TIFFLIB_VERSION >= 20221213
  const char *file = "libtiff.so.6";
#else
  const char *file = "libtiff.so.5";
#endif
  is_ready = fm_load(file, names, sizeof names / sizeof *names, &libtiff);
}

bool fm_load_libtiff(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  (void)pthread_once(&once, load);
  return is_ready;
}

#else

#define FM_ADDRESS(name) TIFF##name,
struct fm_libtiff libtiff = {FM_LIBTIFF(FM_ADDRESS)};

bool fm_load_libtiff(void) { return true; }

#endif
#endif
