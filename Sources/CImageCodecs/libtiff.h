#pragma once

#include "loaded.h"

#include <tiffio.h>

// Version 4.5 brought handlers of messages for each file.
#if TIFFLIB_VERSION >= 20221213
#define FM_LIBTIFF_OPENING(function) \
  function(ClientOpenExt) function(OpenOptionsAlloc) function(OpenOptionsFree) \
  function(OpenOptionsSetErrorHandlerExtR) function(OpenOptionsSetMaxSingleMemAlloc) \
  function(OpenOptionsSetWarningHandlerExtR)
#else
#define FM_LIBTIFF_OPENING(function) function(ClientOpen) function(SetErrorHandler) function(SetWarningHandler)
#endif

#define FM_LIBTIFF(function) \
  FM_LIBTIFF_OPENING(function) \
  function(Close) function(GetField) function(GetFieldDefaulted) function(IsTiled) function(LastDirectory) \
  function(RGBAImageBegin) function(RGBAImageEnd) function(RGBAImageGet) function(RGBAImageOK) \
  function(ReadScanline) function(ReadTile) function(ScanlineSize) function(SetField) function(TileRowSize) \
  function(TileSize)

#define FM_MEMBER(name) __typeof__(TIFF##name) *name;

/// The functions of libtiff that are used, without `TIFF` before their names.
struct fm_libtiff {
  FM_LIBTIFF(FM_MEMBER)
};

#undef FM_MEMBER

extern struct fm_libtiff libtiff;

/// Makes the functions of `libtiff` ready, from any thread; false if the library is not installed.
bool fm_load_libtiff(void);
