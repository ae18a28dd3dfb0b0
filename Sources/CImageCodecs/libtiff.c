#ifdef FMBUILD_TIFF

#include "libtiff.h"

#ifdef FM_IS_LOADED

struct fm_libtiff libtiff;

bool fm_load_libtiff(void) {
#define FM_NAME(name) "TIFF" #name,
  static const char *const names[] = {FM_LIBTIFF(FM_NAME)};
  static fm_loaded_library library = {
      .file = TIFFLIB_VERSION >= 20221213 ? "libtiff.so.6" : "libtiff.so.5",
      .names = names,
      .count = sizeof names / sizeof *names,
      .functions = &libtiff,
      .lock = PTHREAD_MUTEX_INITIALIZER,
  };
  return fm_load(&library);
}

#else

#define FM_ADDRESS(name) TIFF##name,
struct fm_libtiff libtiff = {FM_LIBTIFF(FM_ADDRESS)};

bool fm_load_libtiff(void) { return true; }

#endif
#endif
