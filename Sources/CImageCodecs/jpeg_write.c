#include "support.h"

// jpeglib.h uses FILE and size_t without including their headers.
#include <stdio.h>

#include <jerror.h>
#include <jpeglib.h>

typedef struct jpeg_writer {
  struct jpeg_compress_struct codec;
  struct jpeg_error_mgr errors;
  struct jpeg_destination_mgr destination;
  jmp_buf escape;
  fm_encoded *encoded;
  fm_report *report;
} jpeg_writer;

static void on_write_error(j_common_ptr codec) {
  jpeg_writer *writer = codec->client_data;
  codec->err->format_message(codec, writer->report->error);
  writer->report->status = codec->err->msg_code == JERR_OUT_OF_MEMORY ? fm_status_out_of_memory
                                                                                : fm_status_unsupported;
  fm_longjmp(writer->escape);
}

static void on_write_message(j_common_ptr codec, int level) {
  (void)codec;
  (void)level;
}

static void on_write_output(j_common_ptr codec) { (void)codec; }

// Makes room for more bytes; each call at least doubles the room.
static void offer_room(j_compress_ptr codec) {
  fm_encoded *encoded = ((jpeg_writer *)codec->client_data)->encoded;
  encoded->count = encoded->capacity;
  if (!fm_encoded_reserve(encoded, encoded->capacity + 4096)) ERREXIT1(codec, JERR_OUT_OF_MEMORY, 0);
  codec->dest->next_output_byte = encoded->bytes + encoded->count;
  codec->dest->free_in_buffer = encoded->capacity - encoded->count;
}

static boolean on_full(j_compress_ptr codec) {
  offer_room(codec);
  return TRUE;
}

static void on_written(j_compress_ptr codec) {
  fm_encoded *encoded = ((jpeg_writer *)codec->client_data)->encoded;
  encoded->count = encoded->capacity - codec->dest->free_in_buffer;
}

static void write_jpeg(jpeg_writer *writer, const uint8_t *samples, uint32_t width, uint32_t height, int channels,
                       int quality) {
  if (fm_setjmp(writer->escape)) return;
  struct jpeg_compress_struct *codec = &writer->codec;
  jpeg_create_compress(codec);
  codec->dest = &writer->destination;
  codec->image_width = width;
  codec->image_height = height;
  codec->input_components = channels;
  codec->in_color_space = channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(codec);
  jpeg_set_quality(codec, quality, TRUE);
  jpeg_start_compress(codec, TRUE);
  while (codec->next_scanline < height) {
    JSAMPROW row = (JSAMPROW)samples + (size_t)codec->next_scanline * width * (size_t)channels;
    jpeg_write_scanlines(codec, &row, 1);
  }
  jpeg_finish_compress(codec);
}

fm_status fm_jpeg_write(const uint8_t *samples, uint32_t width, uint32_t height, int channels, int quality,
                        fm_encoded *encoded, fm_report *report) {
  fm_report_reset(report);
  jpeg_writer writer = {.encoded = encoded, .report = report};
  writer.codec.err = jpeg_std_error(&writer.errors);
  writer.errors.error_exit = on_write_error;
  writer.errors.emit_message = on_write_message;
  writer.errors.output_message = on_write_output;
  writer.codec.client_data = &writer;
  writer.destination.init_destination = offer_room;
  writer.destination.empty_output_buffer = on_full;
  writer.destination.term_destination = on_written;
  write_jpeg(&writer, samples, width, height, channels, quality);
  jpeg_destroy_compress(&writer.codec);
  return report->status;
}
