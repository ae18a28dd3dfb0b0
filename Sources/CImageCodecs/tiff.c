#include "support.h"

#ifdef FMBUILD_TIFF

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "libtiff.h"

enum {
  // No photo has more samples a pixel: four inks, and alphas or masks.
  most_samples_per_pixel = 16,
  // Writers make tiles of some hundred pixels a side.
  most_pixels_of_tile = 1 << 24,
};

typedef struct tiff_file {
  const uint8_t *bytes;
  uint64_t count;
  uint64_t position;
  bool is_at_end_of_file;
  /// Whether libtiff passed over a damaged tag without which the picture is another.
  bool lacks_tag;
  /// Where libtiff's messages go: that of the call that is running.
  fm_report *report;
  TIFF *tiff;

  uint32_t width;
  uint32_t height;
  uint16_t bits;
  uint16_t photometric;
  uint16_t planes;
  /// The samples of a stored pixel.
  uint16_t stored_samples;
  /// The samples that are taken of a stored pixel: colours, then perhaps alpha.
  size_t taken_samples;
  bool has_alpha;
  bool is_alpha_associated;
  /// Whether libtiff converts the colours, as those of another colour space.
  bool is_converted;
  const uint16_t *palette[3];
  bool has_8_bit_palette;
  /// The samples of a pixel of the result.
  size_t channels;
} tiff_file;

// MARK: Errors and warnings of libtiff

static void set_text(char text[200], const char *format, va_list arguments) { vsnprintf(text, 200, format, arguments); }

#if TIFFLIB_VERSION >= 20221213
static int on_error(TIFF *tiff, void *user, const char *module, const char *format, va_list arguments) {
  (void)tiff;
  (void)module;
  fm_report *report = ((tiff_file *)user)->report;
  // The first message has the cause, those after it the consequences.
  if (report->error[0] == 0) set_text(report->error, format, arguments);
  return 1;
}

static int on_warning(TIFF *tiff, void *user, const char *module, const char *format, va_list arguments) {
  (void)tiff;
  (void)module;
  tiff_file *file = user;
  char text[200];
  set_text(text, format, arguments);
  // Programs have tags of their own.
  if (strncmp(text, "Unknown field", 13) == 0) return 1;
  static const char *const needed[] = {
      "BitsPerSample",   "ColorMap",        "Compression",   "ExtraSamples", "FillOrder",       "Orientation",
      "Photometric",     "PlanarConfig",    "Predictor",     "RowsPerStrip", "SampleFormat",    "SamplesPerPixel",
      "StripByteCounts", "StripOffsets",    "TileByteCounts", "TileLength",  "TileOffsets",     "TileWidth",
      "InkSet",
  };
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
    if (strstr(text, "tag ignored") == NULL || strstr(text, needed[i]) == NULL) continue;
    file->lacks_tag = true;
    if (file->report->error[0] == 0) fm_set_text(file->report->error, text);
  }
  fm_report_warn(file->report, text);
  return 1;
}
#endif

static fm_status fail(tiff_file *file, fm_status status) {
  fm_report *report = file->report;
  if (report->error[0] == 0) {
    fm_set_text(report->error, file->is_at_end_of_file ? "data are missing" : "libtiff does not say what is wrong");
  }
  if (strstr(report->error, "ut of memory") != NULL) status = fm_status_out_of_memory;
  if (status == fm_status_damaged && file->is_at_end_of_file) status = fm_status_truncated;
  report->status = status;
  return status;
}

static fm_status fail_saying(tiff_file *file, fm_status status, const char *text) {
  return fm_report_fail(file->report, status, text);
}

// MARK: The source of the bytes

static tmsize_t on_read(thandle_t handle, void *bytes, tmsize_t count) {
  tiff_file *file = handle;
  uint64_t left = file->position < file->count ? file->count - file->position : 0;
  uint64_t wanted = count > 0 ? (uint64_t)count : 0;
  if (wanted > left) {
    wanted = left;
    file->is_at_end_of_file = true;
  }
  if (wanted > 0) memcpy(bytes, file->bytes + file->position, (size_t)wanted);
  file->position += wanted;
  return (tmsize_t)wanted;
}

static tmsize_t on_write(thandle_t handle, void *bytes, tmsize_t count) {
  (void)handle;
  (void)bytes;
  (void)count;
  return 0;
}

static toff_t on_seek(thandle_t handle, toff_t offset, int from) {
  tiff_file *file = handle;
  switch (from) {
    case SEEK_SET: file->position = offset; break;
    case SEEK_CUR: file->position += offset; break;
    default: file->position = file->count + offset;
  }
  if (file->position > file->count) file->is_at_end_of_file = true;
  return file->position;
}

static int on_close(thandle_t handle) {
  (void)handle;
  return 0;
}

static toff_t on_size(thandle_t handle) { return ((tiff_file *)handle)->count; }

static TIFF *open_tiff_file(tiff_file *file) {
  // Only the first directory is read, no file is mapped, and strips are not cut for reading.
  const char *mode = "rm";
#if TIFFLIB_VERSION >= 20221213
  TIFFOpenOptions *options = libtiff.OpenOptionsAlloc();
  if (options == NULL) return NULL;
  libtiff.OpenOptionsSetErrorHandlerExtR(options, on_error, file);
  libtiff.OpenOptionsSetWarningHandlerExtR(options, on_warning, file);
  // What libtiff keeps beside the samples: stored data, tables and rows.
  libtiff.OpenOptionsSetMaxSingleMemAlloc(options, (tmsize_t)file->count + (256 << 20));
  TIFF *tiff = libtiff.ClientOpenExt("photo", mode, file, on_read, on_write, on_seek, on_close, on_size, NULL, NULL, options);
  libtiff.OpenOptionsFree(options);
  return tiff;
#else
  // Older versions have one handler for all files; without it, messages are lost.
  libtiff.SetErrorHandler(NULL);
  libtiff.SetWarningHandler(NULL);
  return libtiff.ClientOpen("photo", mode, file, on_read, on_write, on_seek, on_close, on_size, NULL, NULL);
#endif
}

static void close_tiff(void *opened) {
  tiff_file *file = opened;
  fm_report ignored = {0};
  file->report = &ignored;
  if (file->tiff != NULL) libtiff.Close(file->tiff);
  free(file);
}

// MARK: The header

// A camera's raw picture is a TIFF, too; its first picture is a small preview.
static bool is_camera_raw(const tiff_file *file) {
  if (file->count >= 10 && memcmp(file->bytes + 8, "CR", 2) == 0) return true;
  uint32_t kind = 0;
  if (libtiff.GetField(file->tiff, TIFFTAG_SUBFILETYPE, &kind) && (kind & FILETYPE_REDUCEDIMAGE) != 0) return true;
  const uint8_t *version = NULL;
  return libtiff.GetField(file->tiff, TIFFTAG_DNGVERSION, &version) != 0;
}

static fm_status read_palette(tiff_file *file) {
  uint16_t *red = NULL, *green = NULL, *blue = NULL;
  if (!libtiff.GetField(file->tiff, TIFFTAG_COLORMAP, &red, &green, &blue) || red == NULL || green == NULL ||
      blue == NULL) {
    return fail_saying(file, fm_status_damaged, "it has no palette");
  }
  file->palette[0] = red;
  file->palette[1] = green;
  file->palette[2] = blue;
  // Colours have 16 bits, but some programs write 8.
  file->has_8_bit_palette = true;
  for (int colour = 0; colour < 3; colour++) {
    for (size_t i = 0; i < (size_t)1 << file->bits; i++) {
      if (file->palette[colour][i] > 255) file->has_8_bit_palette = false;
    }
  }
  return fm_status_ok;
}

// The number of colours of a stored pixel; 0 if libtiff has to convert them.
static size_t stored_colours(const tiff_file *file) {
  uint16_t compression = 0, ink_set = 0;
  libtiff.GetFieldDefaulted(file->tiff, TIFFTAG_COMPRESSION, &compression);
  switch (file->photometric) {
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MINISBLACK:
    case PHOTOMETRIC_PALETTE:
      return 1;
    case PHOTOMETRIC_RGB:
      return 3;
    case PHOTOMETRIC_SEPARATED:
      libtiff.GetFieldDefaulted(file->tiff, TIFFTAG_INKSET, &ink_set);
      return ink_set == INKSET_CMYK ? 4 : 0;
    case PHOTOMETRIC_YCBCR:
      // libjpeg converts its own colours.
      if (compression != COMPRESSION_JPEG || file->planes != PLANARCONFIG_CONTIG) return 0;
      return libtiff.SetField(file->tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB) ? 3 : 0;
    default:
      return 0;
  }
}

static fm_status read_layout(tiff_file *file) {
  TIFF *tiff = file->tiff;
  uint16_t format = 0, extra_count = 0;
  uint16_t *extras = NULL;
  libtiff.GetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &file->bits);
  libtiff.GetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &file->stored_samples);
  libtiff.GetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &format);
  libtiff.GetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &file->planes);
  if (!libtiff.GetField(tiff, TIFFTAG_PHOTOMETRIC, &file->photometric)) {
    return fail_saying(file, fm_status_damaged, "it does not say how its colours are stored");
  }
  if (format != SAMPLEFORMAT_UINT && format != SAMPLEFORMAT_VOID) {
    return fail_saying(file, fm_status_unsupported, "its samples are fractions or have signs");
  }
  if (file->bits != 1 && file->bits != 2 && file->bits != 4 && file->bits != 8 && file->bits != 16) {
    return fail_saying(file, fm_status_unsupported, "its samples do not have 1, 2, 4, 8 or 16 bits");
  }
  if (file->stored_samples < 1 || file->stored_samples > most_samples_per_pixel) {
    return fail_saying(file, fm_status_unsupported, "it has too many samples a pixel");
  }
  size_t colours = stored_colours(file);
  if (!libtiff.GetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &extra_count, &extras) || extras == NULL) extra_count = 0;
  if (extra_count > 0) {
    file->has_alpha = extras[0] == EXTRASAMPLE_ASSOCALPHA || extras[0] == EXTRASAMPLE_UNASSALPHA;
    file->is_alpha_associated = extras[0] == EXTRASAMPLE_ASSOCALPHA;
  } else if (file->photometric == PHOTOMETRIC_RGB && file->stored_samples == 4) {
    // A writer that does not say what the fourth sample is means alpha.
    file->has_alpha = true;
  }
  if (colours == 0 || file->photometric == PHOTOMETRIC_YCBCR) {
    if (file->has_alpha) return fail_saying(file, fm_status_unsupported, "its colours are neither grey nor RGB");
  }
  if (colours == 0) {
    char text[1024] = "";
    if (!libtiff.RGBAImageOK(tiff, text)) return fail_saying(file, fm_status_unsupported, text);
    file->is_converted = true;
    file->channels = 3;
    return fm_status_ok;
  }
  file->taken_samples = colours + (file->has_alpha ? 1 : 0);
  file->channels = file->taken_samples;
  if (file->stored_samples < file->taken_samples) {
    return fail_saying(file, fm_status_damaged, "its pixels have too few samples for their colours");
  }
  if (file->has_alpha && (colours == 4 || file->photometric == PHOTOMETRIC_PALETTE)) {
    return fail_saying(file, fm_status_unsupported, "CMYK or a palette with alpha");
  }
  if (file->photometric == PHOTOMETRIC_PALETTE) {
    if (file->bits > 8) return fail_saying(file, fm_status_unsupported, "a palette of more than 256 colours");
    file->channels = 3;
    return read_palette(file);
  }
  return fm_status_ok;
}

static fm_status read_header(tiff_file *file) {
  file->tiff = open_tiff_file(file);
  // What lies beyond the end of the file would be passed over, even a palette.
  if (file->tiff == NULL || file->lacks_tag || file->is_at_end_of_file) return fail(file, fm_status_damaged);
  if (is_camera_raw(file)) {
    return fail_saying(file, fm_status_unsupported, "a camera's raw picture, or a preview comes first");
  }
  if (!libtiff.GetField(file->tiff, TIFFTAG_IMAGEWIDTH, &file->width) ||
      !libtiff.GetField(file->tiff, TIFFTAG_IMAGELENGTH, &file->height) || file->width < 1 || file->height < 1) {
    return fail_saying(file, fm_status_damaged, "it has no pixels");
  }
  return read_layout(file);
}

static fm_status open_tiff(const uint8_t *bytes, size_t count, fm_picture *picture, void **opened, fm_report *report) {
  fm_report_reset(report);
  if (!fm_load_libtiff()) return fm_report_fail(report, fm_status_unsupported, "libtiff.so is missing: install libtiff");
  tiff_file *file = calloc(1, sizeof *file);
  if (file == NULL) return fm_report_fail(report, fm_status_out_of_memory, "no memory");
  file->bytes = bytes;
  file->count = count;
  file->report = report;
  fm_status status = read_header(file);
  if (status != fm_status_ok) {
    close_tiff(file);
    return status;
  }
  uint16_t orientation = 1;
  libtiff.GetFieldDefaulted(file->tiff, TIFFTAG_ORIENTATION, &orientation);
  *picture = (fm_picture){
      .width = file->width,
      .height = file->height,
      .bytes_per_sample = file->bits == 16 && !file->is_converted ? 2 : 1,
      .orientation = orientation,
  };
  switch (file->channels) {
    case 1: picture->kind = fm_kind_grey; break;
    case 2: picture->kind = fm_kind_grey_alpha; break;
    case 3: picture->kind = fm_kind_rgb; break;
    default: picture->kind = file->has_alpha ? fm_kind_rgb_alpha : fm_kind_cmyk;
  }
  *opened = file;
  return fm_status_ok;
}

// MARK: The samples

static uint32_t stored_sample(const tiff_file *file, const void *row, size_t index) {
  const uint8_t *bytes = row;
  switch (file->bits) {
    case 16: return ((const uint16_t *)row)[index];
    case 8: return bytes[index];
    default: {
      // The first sample of a byte is in its upper bits.
      size_t bit = index * file->bits;
      return (uint32_t)bytes[bit / 8] >> (8 - file->bits - bit % 8) & ((1u << file->bits) - 1);
    }
  }
}

static void place_indices(tiff_file *file, const void *row, uint32_t pixels, size_t step, uint8_t *samples) {
  for (size_t x = 0; x < pixels; x++) {
    uint32_t index = stored_sample(file, row, x * step);
    for (int colour = 0; colour < 3; colour++) {
      uint16_t value = file->palette[colour][index];
      *samples++ = (uint8_t)(file->has_8_bit_palette ? value : value >> 8);
    }
  }
}

// Puts the samples with number `taken` of the stored pixels, which are `step` samples apart, into the result.
static void place_samples(const tiff_file *file, const void *row, uint32_t pixels, size_t step, size_t offset,
                          size_t taken, void *samples) {
  uint32_t full = (1u << file->bits) - 1;
  uint32_t spread = file->bits < 8 ? 255 / full : 1;
  bool is_alpha = file->has_alpha && taken == file->taken_samples - 1;
  bool is_ink = file->photometric == PHOTOMETRIC_MINISWHITE || file->photometric == PHOTOMETRIC_SEPARATED;
  for (size_t x = 0; x < pixels; x++) {
    uint32_t value = stored_sample(file, row, x * step + offset);
    if (is_ink && !is_alpha) value = full - value;
    if (file->bits == 16) {
      ((uint16_t *)samples)[x * file->channels + taken] = (uint16_t)value;
    } else {
      ((uint8_t *)samples)[x * file->channels + taken] = (uint8_t)(value * spread);
    }
  }
}

// Puts a run of stored pixels, or of one plane of them, into the result.
static void place(tiff_file *file, const void *row, uint32_t pixels, uint16_t plane, void *samples) {
  bool is_planar = file->planes == PLANARCONFIG_SEPARATE;
  size_t step = is_planar ? 1 : file->stored_samples;
  if (file->photometric == PHOTOMETRIC_PALETTE) {
    place_indices(file, row, pixels, step, samples);
  } else if (is_planar) {
    place_samples(file, row, pixels, step, 0, plane, samples);
  } else {
    for (size_t taken = 0; taken < file->taken_samples; taken++) {
      place_samples(file, row, pixels, step, taken, taken, samples);
    }
  }
}

static uint8_t *result(const tiff_file *file, void *samples, uint32_t x, uint32_t y) {
  size_t bytes_per_pixel = file->channels * (file->bits == 16 ? 2 : 1);
  return (uint8_t *)samples + ((size_t)y * file->width + x) * bytes_per_pixel;
}

static uint16_t plane_count(const tiff_file *file) {
  return file->planes == PLANARCONFIG_SEPARATE ? (uint16_t)file->taken_samples : 1;
}

static size_t bytes_of_pixels(const tiff_file *file, uint32_t pixels) {
  size_t samples = file->planes == PLANARCONFIG_SEPARATE ? 1 : file->stored_samples;
  return ((size_t)pixels * samples * file->bits + 7) / 8;
}

static fm_status read_rows(tiff_file *file, void *samples) {
  tmsize_t size = libtiff.ScanlineSize(file->tiff);
  if (size < 1 || (size_t)size < bytes_of_pixels(file, file->width)) {
    return fail_saying(file, fm_status_damaged, "its rows are shorter than its pixels");
  }
  uint8_t *row = calloc((size_t)size, 1);
  if (row == NULL) return fail_saying(file, fm_status_out_of_memory, "no memory for a row");
  fm_status status = fm_status_ok;
  for (uint16_t plane = 0; plane < plane_count(file) && status == fm_status_ok; plane++) {
    for (uint32_t y = 0; y < file->height && status == fm_status_ok; y++) {
      if (libtiff.ReadScanline(file->tiff, row, y, plane) < 0) {
        status = fail(file, fm_status_damaged);
      } else {
        place(file, row, file->width, plane, result(file, samples, 0, y));
      }
    }
  }
  free(row);
  return status;
}

static fm_status read_tiles(tiff_file *file, void *samples) {
  uint32_t width = 0, height = 0;
  if (!libtiff.GetField(file->tiff, TIFFTAG_TILEWIDTH, &width) || !libtiff.GetField(file->tiff, TIFFTAG_TILELENGTH, &height) ||
      width < 1 || height < 1) {
    return fail_saying(file, fm_status_damaged, "its tiles have no pixels");
  }
  if ((uint64_t)width * height > most_pixels_of_tile) {
    return fail_saying(file, fm_status_unsupported, "its tiles have more than 16 million pixels");
  }
  tmsize_t size = libtiff.TileSize(file->tiff), row_size = libtiff.TileRowSize(file->tiff);
  if (row_size < 1 || (size_t)row_size < bytes_of_pixels(file, width) || size / row_size < (tmsize_t)height) {
    return fail_saying(file, fm_status_damaged, "its tiles are smaller than their pixels");
  }
  uint8_t *tile = calloc((size_t)size, 1);
  if (tile == NULL) return fail_saying(file, fm_status_out_of_memory, "no memory for a tile");
  fm_status status = fm_status_ok;
  for (uint16_t plane = 0; plane < plane_count(file); plane++) {
    // A side and the last tile together may have more than 32 bits.
    for (uint64_t y = 0; y < file->height && status == fm_status_ok; y += height) {
      for (uint64_t x = 0; x < file->width && status == fm_status_ok; x += width) {
        if (libtiff.ReadTile(file->tiff, tile, (uint32_t)x, (uint32_t)y, 0, plane) < 0) {
          status = fail(file, fm_status_damaged);
          break;
        }
        uint32_t columns = width < file->width - x ? width : (uint32_t)(file->width - x);
        uint32_t rows = height < file->height - y ? height : (uint32_t)(file->height - y);
        for (uint32_t i = 0; i < rows; i++) {
          place(file, tile + (size_t)i * (size_t)row_size, columns, plane,
                result(file, samples, (uint32_t)x, (uint32_t)y + i));
        }
      }
    }
  }
  free(tile);
  return status;
}

// Colours that libtiff converts come as red, green, blue and alpha of 8 bits in one number.
static fm_status read_converted(tiff_file *file, uint8_t *samples) {
  char text[1024] = "";
  TIFFRGBAImage converter;
  if (!libtiff.RGBAImageBegin(&converter, file->tiff, 1, text)) {
    return fail_saying(file, file->is_at_end_of_file ? fm_status_truncated : fm_status_unsupported, text);
  }
  // The rows stay as they are stored.
  converter.req_orientation = converter.orientation;
  size_t pixels = (size_t)file->width * file->height;
  uint32_t *raster = calloc(pixels, sizeof *raster);
  fm_status status = fm_status_ok;
  if (raster == NULL) {
    status = fail_saying(file, fm_status_out_of_memory, "no memory for the picture");
  } else if (!libtiff.RGBAImageGet(&converter, raster, file->width, file->height)) {
    status = fail(file, fm_status_damaged);
  } else {
    for (size_t i = 0; i < pixels; i++) {
      *samples++ = (uint8_t)TIFFGetR(raster[i]);
      *samples++ = (uint8_t)TIFFGetG(raster[i]);
      *samples++ = (uint8_t)TIFFGetB(raster[i]);
    }
  }
  free(raster);
  libtiff.RGBAImageEnd(&converter);
  return status;
}

static fm_status read_tiff(void *opened, void *samples, size_t size, fm_report *report) {
  tiff_file *file = opened;
  // The warnings of `open` stay.
  report->error[0] = 0;
  file->report = report;
  size_t bytes_per_sample = file->bits == 16 && !file->is_converted ? 2 : 1;
  size_t pixels = (size_t)file->width * file->height;
  if (size / file->channels / bytes_per_sample != pixels) {
    return fail_saying(file, fm_status_damaged, "the size changed");
  }
  fm_status status = file->is_converted             ? read_converted(file, samples)
                     : libtiff.IsTiled(file->tiff) != 0 ? read_tiles(file, samples)
                                                    : read_rows(file, samples);
  // Some errors are reported and passed over.
  if (status == fm_status_ok && report->error[0] != 0) status = fail(file, fm_status_damaged);
  if (status == fm_status_ok && file->is_alpha_associated) {
    fm_divide_by_alpha(samples, pixels, file->channels, bytes_per_sample);
  }
  if (!libtiff.LastDirectory(file->tiff)) report->oddities |= fm_oddity_more_pictures;
  return status;
}

const fm_library *fm_tiff(void) {
  static const fm_library library = {.open = open_tiff, .read = read_tiff, .close = close_tiff};
  return &library;
}

#else

const fm_library *fm_tiff(void) {
  static const fm_library library = {0};
  return &library;
}

#endif
