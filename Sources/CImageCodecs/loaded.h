#pragma once

#include <stdbool.h>
#include <stddef.h>

// libheif and libtiff bring a dozen libraries of their own, which take longer to start than the rest of the program does.
// Most photos are JPEG or PNG files, so that the two are loaded when a photo needs them: their functions stand in a
// structure, which is filled then. Only Linux does so; elsewhere they are linked as usual.

#ifdef __linux__
#define FM_IS_LOADED 1
#endif

/// Loads a library and looks up functions in it.
///
/// - Parameters:
///   - file: the library's file name
///   - names: the functions' names
///   - functions: where the `count` pointers to the functions are written
/// - Returns: false if the library or one of the functions is missing.
bool fm_load(const char *file, const char *const names[], size_t count, void *functions);
