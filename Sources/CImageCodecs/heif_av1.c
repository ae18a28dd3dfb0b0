#include "heif_av1.h"

#if defined(FMBUILD_HEIF) && defined(FMBUILD_DAV1D)

#include "libheif.h"

#if LIBHEIF_HAVE_VERSION(1, 15, 0)
#define IS_USED 1

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <dav1d/dav1d.h>
#include <libheif/heif_plugin.h>

// libheif calls the plugin in the thread that asked for the picture, and gives it no options.
static _Thread_local size_t pixel_limit = UINT_MAX;

void fm_heif_limit_av1(size_t pixels) { pixel_limit = pixels < UINT_MAX ? pixels : UINT_MAX; }

typedef struct av1_decoder {
  Dav1dContext *context;
  /// What `push_data` brought and the decoder has not taken.
  Dav1dData data;
} av1_decoder;

static const struct heif_error ok = {heif_error_Ok, heif_suberror_Unspecified, "Success"};
static const struct heif_error no_memory = {heif_error_Memory_allocation_error, heif_suberror_Unspecified, "no memory"};
static const struct heif_error damaged = {heif_error_Decoder_plugin_error, heif_suberror_Unspecified,
                                          "the AV1 data contradict themselves, or are larger than the file says"};

static const char *name(void) { return "dav1d, silent and limited"; }

static void nothing(void) {}

// The plugins of libheif have a priority of at most 150.
static int priority(enum heif_compression_format format) { return format == heif_compression_AV1 ? 1000 : 0; }

static struct heif_error make(void **made) {
  av1_decoder *decoder = calloc(1, sizeof *decoder);
  if (decoder == NULL) return no_memory;
  Dav1dSettings settings;
  dav1d_default_settings(&settings);
  // The program decodes several photos at a time already.
  settings.n_threads = 1;
  settings.all_layers = 0;
  settings.frame_size_limit = (unsigned)pixel_limit;
  settings.logger = (Dav1dLogger){NULL, NULL};
  if (dav1d_open(&decoder->context, &settings) != 0) {
    free(decoder);
    return no_memory;
  }
  *made = decoder;
  return ok;
}

static void drop(void *made) {
  av1_decoder *decoder = made;
  dav1d_data_unref(&decoder->data);
  dav1d_close(&decoder->context);
  free(decoder);
}

// Appends to what was pushed before: the sequence header of the file's boxes, then the picture.
static struct heif_error push(void *made, const void *bytes, size_t count) {
  av1_decoder *decoder = made;
  if (count == 0) return ok;
  size_t before = decoder->data.sz;
  if (count > SIZE_MAX / 2 - before) return no_memory;
  Dav1dData joined = {0};
  uint8_t *start = dav1d_data_create(&joined, before + count);
  if (start == NULL) return no_memory;
  if (before > 0) memcpy(start, decoder->data.data, before);
  memcpy(start + before, bytes, count);
  dav1d_data_unref(&decoder->data);
  decoder->data = joined;
  return ok;
}

// Decodes up to the first picture; false if there is none.
static bool decode_first(av1_decoder *decoder, Dav1dPicture *picture) {
  while (decoder->data.sz > 0) {
    int sent = dav1d_send_data(decoder->context, &decoder->data);
    if (sent < 0 && sent != DAV1D_ERR(EAGAIN)) return false;
    int got = dav1d_get_picture(decoder->context, picture);
    if (got == 0) return true;
    // Neither takes nor gives.
    if (got != DAV1D_ERR(EAGAIN) || sent < 0) return false;
  }
  return dav1d_get_picture(decoder->context, picture) == 0;
}

static struct heif_error copy_plane(struct heif_image *image, enum heif_channel channel, const Dav1dPicture *picture,
                                    int plane, int width, int height) {
  struct heif_error error = libheif.image_add_plane(image, channel, width, height, picture->p.bpc);
  if (error.code != heif_error_Ok) return error;
  int stride = 0;
  uint8_t *rows = libheif.image_get_plane(image, channel, &stride);
  if (rows == NULL) return no_memory;
  size_t row_bytes = (size_t)width * (picture->p.bpc > 8 ? 2 : 1);
  const uint8_t *decoded = picture->data[plane];
  ptrdiff_t decoded_stride = picture->stride[plane > 0 ? 1 : 0];
  for (int y = 0; y < height; y++) memcpy(rows + (ptrdiff_t)y * stride, decoded + y * decoded_stride, row_bytes);
  return ok;
}

// Notes the meaning of the samples as the AV1 data say it; what libheif does not know stays unspecified.
static struct heif_error set_colours(struct heif_image *image, const Dav1dSequenceHeader *header) {
  struct heif_color_profile_nclx *colours = libheif.nclx_color_profile_alloc();
  if (colours == NULL) return no_memory;
  (void)libheif.nclx_color_profile_set_color_primaries(colours, (uint16_t)header->pri);
  (void)libheif.nclx_color_profile_set_transfer_characteristics(colours, (uint16_t)header->trc);
  (void)libheif.nclx_color_profile_set_matrix_coefficients(colours, (uint16_t)header->mtrx);
  colours->full_range_flag = header->color_range != 0;
  struct heif_error error = libheif.image_set_nclx_color_profile(image, colours);
  libheif.nclx_color_profile_free(colours);
  return error;
}

static struct heif_error fill(struct heif_image *image, const Dav1dPicture *picture) {
  struct heif_error error = set_colours(image, picture->seq_hdr);
  int width = picture->p.w, height = picture->p.h;
  if (error.code == heif_error_Ok) error = copy_plane(image, heif_channel_Y, picture, 0, width, height);
  if (picture->p.layout == DAV1D_PIXEL_LAYOUT_I400) return error;
  if (picture->p.layout != DAV1D_PIXEL_LAYOUT_I444) width = (width + 1) / 2;
  if (picture->p.layout == DAV1D_PIXEL_LAYOUT_I420) height = (height + 1) / 2;
  if (error.code == heif_error_Ok) error = copy_plane(image, heif_channel_Cb, picture, 1, width, height);
  if (error.code == heif_error_Ok) error = copy_plane(image, heif_channel_Cr, picture, 2, width, height);
  return error;
}

static struct heif_error decode(void *made, struct heif_image **result) {
  Dav1dPicture picture = {0};
  if (!decode_first(made, &picture)) return damaged;
  static const enum heif_chroma chromas[] = {
      [DAV1D_PIXEL_LAYOUT_I400] = heif_chroma_monochrome,
      [DAV1D_PIXEL_LAYOUT_I420] = heif_chroma_420,
      [DAV1D_PIXEL_LAYOUT_I422] = heif_chroma_422,
      [DAV1D_PIXEL_LAYOUT_I444] = heif_chroma_444,
  };
  bool is_grey = picture.p.layout == DAV1D_PIXEL_LAYOUT_I400;
  struct heif_image *image = NULL;
  struct heif_error error =
      libheif.image_create(picture.p.w, picture.p.h, is_grey ? heif_colorspace_monochrome : heif_colorspace_YCbCr,
                        chromas[picture.p.layout], &image);
  if (error.code == heif_error_Ok) error = fill(image, &picture);
  dav1d_picture_unref(&picture);
  if (error.code == heif_error_Ok) {
    *result = image;
  } else if (image != NULL) {
    libheif.image_release(image);
  }
  return error;
}

static void set_strict(void *made, int flag) {
  (void)made;
  (void)flag;
}

static const struct heif_decoder_plugin plugin = {
    .plugin_api_version = 3,
    .get_plugin_name = name,
    .init_plugin = nothing,
    .deinit_plugin = nothing,
    .does_support_format = priority,
    .new_decoder = make,
    .free_decoder = drop,
    .push_data = push,
    .decode_image = decode,
    .set_strict_decoding = set_strict,
    .id_name = "fmbuild-dav1d",
};

// Should libheif refuse it, its own plugins are there.
static void register_plugin(void) { (void)libheif.register_decoder_plugin(&plugin); }

void fm_heif_use_own_av1(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  (void)pthread_once(&once, register_plugin);
}

#endif
#endif

#ifndef IS_USED

void fm_heif_use_own_av1(void) {}

void fm_heif_limit_av1(size_t pixels) { (void)pixels; }

#endif
