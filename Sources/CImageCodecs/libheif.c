#ifdef FMBUILD_HEIF

#include "libheif.h"

#ifdef FM_IS_LOADED

struct fm_libheif libheif;

bool fm_load_libheif(void) {
#define FM_NAME(name) "heif_" #name,
  static const char *const names[] = {FM_LIBHEIF(FM_NAME)};
  static fm_loaded_library library = {
      .file = "libheif.so.1",
      .names = names,
      .count = sizeof names / sizeof *names,
      .functions = &libheif,
      .lock = PTHREAD_MUTEX_INITIALIZER,
  };
  return fm_load(&library);
}

#else

#define FM_ADDRESS(name) heif_##name,
struct fm_libheif libheif = {FM_LIBHEIF(FM_ADDRESS)};

bool fm_load_libheif(void) { return true; }

#endif
#endif
