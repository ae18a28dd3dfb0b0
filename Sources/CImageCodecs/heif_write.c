#include "support.h"

#ifdef FMBUILD_HEIF

#include <string.h>

#include "libheif.h"

static struct heif_error write_bytes(struct heif_context *context, const void *bytes, size_t count, void *user) {
  (void)context;
  fm_encoded *encoded = user;
  if (!fm_encoded_reserve(encoded, count)) {
    return (struct heif_error){heif_error_Memory_allocation_error, heif_suberror_Unspecified, "no memory"};
  }
  memcpy(encoded->bytes + encoded->count, bytes, count);
  encoded->count += count;
  return (struct heif_error){heif_error_Ok, heif_suberror_Unspecified, ""};
}

// Grey samples stand for three colours each.
static struct heif_error fill(struct heif_image *image, const uint8_t *samples, uint32_t width, uint32_t height,
                              int channels) {
  struct heif_error error = libheif.image_add_plane(image, heif_channel_interleaved, (int)width, (int)height, 8);
  if (error.code != heif_error_Ok) return error;
  int stride = 0;
  uint8_t *rows = libheif.image_get_plane(image, heif_channel_interleaved, &stride);
  for (size_t y = 0; y < height; y++) {
    const uint8_t *from = samples + y * width * (size_t)channels;
    uint8_t *to = rows + y * (size_t)stride;
    if (channels == 3) {
      memcpy(to, from, (size_t)width * 3);
    } else {
      for (size_t x = 0; x < width; x++) memset(to + 3 * x, from[x], 3);
    }
  }
  return error;
}

static struct heif_error encode(struct heif_context *context, const struct heif_image *image, int quality) {
  struct heif_encoder *encoder = NULL;
  struct heif_error error = libheif.context_get_encoder_for_format(context, heif_compression_HEVC, &encoder);
  if (error.code != heif_error_Ok) return error;
  error = libheif.encoder_set_lossy_quality(encoder, quality);
  if (error.code == heif_error_Ok) error = libheif.context_encode_image(context, image, encoder, NULL, NULL);
  libheif.encoder_release(encoder);
  return error;
}

fm_status fm_heic_write(const uint8_t *samples, uint32_t width, uint32_t height, int channels, int quality,
                        fm_encoded *encoded, fm_report *report) {
  fm_report_reset(report);
  if (!fm_load_libheif()) {
    return fm_report_fail(report, fm_status_unsupported, "libheif.so.1 is missing: install libheif");
  }
  struct heif_context *context = libheif.context_alloc();
  if (context == NULL) return fm_report_fail(report, fm_status_out_of_memory, "no memory");
  struct heif_image *image = NULL;
  struct heif_error error = libheif.image_create((int)width, (int)height, heif_colorspace_RGB,
                                                 heif_chroma_interleaved_RGB, &image);
  if (error.code == heif_error_Ok) error = fill(image, samples, width, height, channels);
  if (error.code == heif_error_Ok) error = encode(context, image, quality);
  struct heif_writer writer = {.writer_api_version = 1, .write = write_bytes};
  if (error.code == heif_error_Ok) error = libheif.context_write(context, &writer, encoded);
  if (image != NULL) libheif.image_release(image);
  fm_status status = fm_status_ok;
  if (error.code != heif_error_Ok) {
    const char *message = error.message != NULL ? error.message : "libheif cannot encode it";
    status = fm_report_fail(report, fm_status_unsupported, message);
  }
  // The message may belong to the context.
  libheif.context_free(context);
  return status;
}

#else

fm_status fm_heic_write(const uint8_t *samples, uint32_t width, uint32_t height, int channels, int quality,
                        fm_encoded *encoded, fm_report *report) {
  (void)samples, (void)width, (void)height, (void)channels, (void)quality, (void)encoded;
  return fm_report_fail(report, fm_status_unsupported, "the program was built without libheif");
}

#endif
