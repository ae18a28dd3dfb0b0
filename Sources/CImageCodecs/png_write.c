#include "support.h"

#include <string.h>

#include <png.h>
#include <zlib.h>

typedef struct png_writer {
  fm_encoded *encoded;
  fm_report *report;
  png_structp png;
  png_infop info;
  jmp_buf escape;
} png_writer;

static _Noreturn void on_write_error(png_structp png, png_const_charp text) {
  png_writer *writer = png_get_error_ptr(png);
  fm_set_text(writer->report->error, text);
  if (writer->report->status == fm_status_ok) writer->report->status = fm_status_unsupported;
  fm_longjmp(writer->escape);
}

static void on_write_warning(png_structp png, png_const_charp text) {
  (void)png;
  (void)text;
}

static void on_write(png_structp png, png_bytep bytes, size_t count) {
  png_writer *writer = png_get_io_ptr(png);
  if (!fm_encoded_reserve(writer->encoded, count)) {
    writer->report->status = fm_status_out_of_memory;
    png_error(png, "no memory for the file");
  }
  memcpy(writer->encoded->bytes + writer->encoded->count, bytes, count);
  writer->encoded->count += count;
}

static void on_flush(png_structp png) { (void)png; }

static void write_png(png_writer *writer, const uint8_t *samples, uint32_t width, uint32_t height, int channels) {
  if (fm_setjmp(writer->escape)) return;
  writer->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, writer, on_write_error, on_write_warning);
  if (writer->png != NULL) writer->info = png_create_info_struct(writer->png);
  if (writer->info == NULL) {
    writer->report->status = fm_status_out_of_memory;
    return;
  }
  png_structp png = writer->png;
  png_set_write_fn(png, writer, on_write, on_flush);
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  // Filters take several times as long and hardly save a byte: the pictures are drawings and images of a dataset, not
  // photos.
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  // A grey sheet is plain background, which is runs of one byte, and images, in which little repeats. Looking for
  // more than runs takes twice as long and saves less. In colour, a pixel has three bytes, so a plain area is not
  // a run.
  if (channels == 1) png_set_compression_strategy(png, Z_RLE);
  png_set_IHDR(png, writer->info, width, height, 8, channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  // The text by which the program recognises its own pictures; it replaces others only when asked to.
  png_text software = {.compression = PNG_TEXT_COMPRESSION_NONE, .key = "Software", .text = "fmbuild", .text_length = 7};
  png_set_text(png, writer->info, &software, 1);
  png_write_info(png, writer->info);
  for (size_t y = 0; y < height; y++) png_write_row(png, samples + y * width * (size_t)channels);
  png_write_end(png, NULL);
}

fm_status fm_png_write(const uint8_t *samples, uint32_t width, uint32_t height, int channels, fm_encoded *encoded,
                       fm_report *report) {
  fm_report_reset(report);
  png_writer writer = {.encoded = encoded, .report = report};
  write_png(&writer, samples, width, height, channels);
  png_destroy_write_struct(&writer.png, &writer.info);
  return report->status;
}
