#pragma once

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

// libheif and libtiff bring a dozen libraries of their own, which take longer to start than the rest of the program does.
// Most photos are JPEG or PNG files, so that the two are loaded when a photo needs them: their functions stand in a
// structure, which is filled then. Only Linux does so; elsewhere they are linked as usual.

#ifdef __linux__
#define FM_IS_LOADED 1
#endif

#ifdef FM_IS_LOADED

/// A library that is loaded at most once.
typedef struct fm_loaded_library {
  /// The library's file name.
  const char *file;
  /// The functions' names.
  const char *const *names;
  size_t count;
  /// Where the `count` pointers to the functions are written.
  void *functions;
  pthread_mutex_t lock;
  enum { fm_not_tried, fm_loaded, fm_missing } state;
} fm_loaded_library;

/// Loads a library and looks up its functions, from any thread; false if the library or one of the functions is missing.
bool fm_load(fm_loaded_library *library);

#endif
