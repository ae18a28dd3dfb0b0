#include "support.h"

#include <string.h>

#include <png.h>

typedef struct png_reader {
  const fm_png_layout *layout;
  const uint8_t *next;
  size_t left;
  fm_report *report;
  png_structp png;
  png_infop info;
  /// The palette, with room for all 256 possible indices.
  png_color palette[256];
  uint32_t palette_count;
  jmp_buf escape;
} png_reader;

static _Noreturn void on_error(png_structp png, png_const_charp text) {
  png_reader *reader = png_get_error_ptr(png);
  fm_set_text(reader->report->error, text);
  if (reader->report->status == fm_status_ok) reader->report->status = fm_status_damaged;
  fm_longjmp(reader->escape);
}

static void on_warning(png_structp png, png_const_charp text) {
  png_reader *reader = png_get_error_ptr(png);
  // libpng, which then has all pixels, only warns if the data after the last row do not decompress or if the checksum
  // is wrong. But the checksum is that of the pixels.
  bool is_about_samples = strncmp(text, "IDAT: ", 6) == 0;
  if (is_about_samples && strstr(text, "Extra compressed data") == NULL && strstr(text, "Too much image data") == NULL) {
    on_error(png, text);
  }
  fm_report_warn(reader->report, text);
}

static void on_read(png_structp png, png_bytep bytes, size_t count) {
  png_reader *reader = png_get_io_ptr(png);
  if (count > reader->left) {
    reader->report->status = fm_status_truncated;
    png_error(png, "the file ends early");
  }
  memcpy(bytes, reader->next, count);
  reader->next += count;
  reader->left -= count;
}

/// The sizes of a row as libpng gives it, one byte for each sample of less than 8 bits, and as it is returned.
typedef struct row_form {
  size_t stored_bytes;
  size_t wanted_bytes;
  /// The factor for samples of less than 8 bits.
  uint8_t spread;
} row_form;

static row_form form_of(const fm_png_layout *layout) {
  size_t bytes_per_sample = layout->bit_depth == 16 ? 2 : 1;
  size_t stored_samples = 1;
  switch (layout->colour_type) {
    case PNG_COLOR_TYPE_GRAY_ALPHA: stored_samples = 2; break;
    case PNG_COLOR_TYPE_RGB: stored_samples = 3; break;
    case PNG_COLOR_TYPE_RGB_ALPHA: stored_samples = 4; break;
    default: break;
  }
  size_t wanted_samples = layout->colour_type == PNG_COLOR_TYPE_PALETTE ? 3 : stored_samples;
  if (layout->transparency != fm_png_transparency_none) wanted_samples += 1;
  return (row_form){
      .stored_bytes = layout->width * stored_samples * bytes_per_sample,
      .wanted_bytes = layout->width * wanted_samples * bytes_per_sample,
      .spread = layout->bit_depth < 8 ? (uint8_t)(255 / ((1 << layout->bit_depth) - 1)) : 1,
  };
}

// The functions below expand a stored row in place. The stored row is at the end of the room for the expanded one:
// pixels are written from the left and never reach those that are still to be read.

static void expand_palette(png_reader *reader, const uint8_t *stored, uint8_t *wanted) {
  bool has_alpha = reader->layout->transparency == fm_png_transparency_palette;
  for (uint32_t x = 0; x < reader->layout->width; x++) {
    uint8_t index = stored[x];
    if (index >= reader->palette_count) {
      reader->report->pixels_beyond_palette += 1;
      index = 0;
    }
    *wanted++ = reader->palette[index].red;
    *wanted++ = reader->palette[index].green;
    *wanted++ = reader->palette[index].blue;
    if (has_alpha) *wanted++ = reader->layout->palette_alpha[index];
  }
}

static void expand_key_8(const fm_png_layout *layout, int channels, uint8_t spread, const uint8_t *stored,
                         uint8_t *wanted) {
  for (uint32_t x = 0; x < layout->width; x++) {
    bool is_clear = true;
    for (int c = 0; c < channels; c++) {
      uint8_t sample = *stored++;
      is_clear &= sample == layout->key[c];
      *wanted++ = (uint8_t)(sample * spread);
    }
    *wanted++ = is_clear ? 0 : 255;
  }
}

static void expand_key_16(const fm_png_layout *layout, int channels, const uint16_t *stored, uint16_t *wanted) {
  for (uint32_t x = 0; x < layout->width; x++) {
    bool is_clear = true;
    for (int c = 0; c < channels; c++) {
      uint16_t sample = *stored++;
      is_clear &= sample == layout->key[c];
      *wanted++ = sample;
    }
    *wanted++ = is_clear ? 0 : 65535;
  }
}

static void expand_row(png_reader *reader, row_form form, uint8_t *row) {
  const fm_png_layout *layout = reader->layout;
  const uint8_t *stored = row + form.wanted_bytes - form.stored_bytes;
  int channels = layout->colour_type == PNG_COLOR_TYPE_RGB ? 3 : 1;
  if (layout->colour_type == PNG_COLOR_TYPE_PALETTE) {
    expand_palette(reader, stored, row);
  } else if (layout->transparency == fm_png_transparency_key && layout->bit_depth == 16) {
    expand_key_16(layout, channels, (const uint16_t *)(const void *)stored, (uint16_t *)(void *)row);
  } else if (layout->transparency == fm_png_transparency_key) {
    expand_key_8(layout, channels, form.spread, stored, row);
  } else if (form.spread > 1) {
    for (size_t x = 0; x < form.wanted_bytes; x++) row[x] = (uint8_t)(row[x] * form.spread);
  }
}

static void read_palette(png_reader *reader) {
  png_colorp palette = NULL;
  int count = 0;
  if (png_get_PLTE(reader->png, reader->info, &palette, &count) == 0 || count < 1 || count > 256) {
    png_error(reader->png, "the palette is missing");
  }
  reader->palette_count = (uint32_t)count;
  memcpy(reader->palette, palette, reader->palette_count * sizeof *palette);
}

static void read_png(png_reader *reader, uint8_t *samples, size_t size) {
  if (fm_setjmp(reader->escape)) return;
  const fm_png_layout *layout = reader->layout;
  reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, on_error, on_warning);
  if (reader->png != NULL) reader->info = png_create_info_struct(reader->png);
  if (reader->info == NULL) {
    reader->report->status = fm_status_out_of_memory;
    return;
  }
  png_structp png = reader->png;
  png_set_read_fn(png, reader, on_read);
  png_set_benign_errors(png, 1);
  // Pixels beyond the palette are counted where they are expanded.
  png_set_check_for_invalid_index(png, 0);
  // The caller has checked the size, and that no chunk is longer than the file.
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_chunk_malloc_max(png, 0);
  // The caller has read the chunks that it needs beside the pixels. They are skipped here, so that they cost nothing,
  // however large they would be when decompressed.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_read_info(png, reader->info);

  if (png_get_image_width(png, reader->info) != layout->width ||
      png_get_image_height(png, reader->info) != layout->height ||
      png_get_bit_depth(png, reader->info) != layout->bit_depth ||
      png_get_color_type(png, reader->info) != layout->colour_type) {
    png_error(png, "the header changed");
  }
  if (layout->colour_type == PNG_COLOR_TYPE_PALETTE) read_palette(reader);
  png_set_packing(png);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  png_set_swap(png);
#endif
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, reader->info);
  row_form form = form_of(layout);
  if (png_get_rowbytes(png, reader->info) != form.stored_bytes || size / form.wanted_bytes != layout->height) {
    png_error(png, "the size changed");
  }
  for (int pass = 0; pass < passes; pass++) {
    for (size_t y = 0; y < layout->height; y++) {
      uint8_t *row = samples + y * form.wanted_bytes;
      png_read_row(png, row + form.wanted_bytes - form.stored_bytes, NULL);
      if (pass == passes - 1) expand_row(reader, form, row);
    }
  }
  png_read_end(png, NULL);
}

fm_status fm_png_read(const uint8_t *file, size_t count, const fm_png_layout *layout, void *samples, size_t size,
                      fm_report *report) {
  fm_report_reset(report);
  png_reader reader = {.layout = layout, .next = file, .left = count, .report = report};
  read_png(&reader, samples, size);
  png_destroy_read_struct(&reader.png, &reader.info, NULL);
  return report->status;
}

const char *fm_png_library_version(void) { return png_get_libpng_ver(NULL); }
