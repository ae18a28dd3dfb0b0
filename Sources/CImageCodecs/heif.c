#include "heif_av1.h"
#include "support.h"

#ifdef FMBUILD_HEIF

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "libheif.h"

typedef struct heif_file {
  struct heif_context *context;
  struct heif_image_handle *handle;
  uint32_t width;
  uint32_t height;
  /// The size before the picture is turned and cropped.
  uint32_t coded_width;
  uint32_t coded_height;
  bool has_alpha;
  bool has_two_bytes;
  bool has_more_pictures;
} heif_file;

static fm_status fail(struct heif_error error, fm_report *report) {
  fm_status status = fm_status_damaged;
  switch (error.code) {
    case heif_error_Memory_allocation_error:
      status = error.subcode == heif_suberror_Security_limit_exceeded ? fm_status_unsupported : fm_status_out_of_memory;
      break;
    case heif_error_Unsupported_filetype:
    case heif_error_Unsupported_feature:
    case heif_error_Color_profile_does_not_exist:
      status = fm_status_unsupported;
      break;
    default:
      if (error.subcode == heif_suberror_End_of_data) status = fm_status_truncated;
  }
  return fm_report_fail(report, status, error.message != NULL ? error.message : "libheif does not say what is wrong");
}

static void close_heif(void *opened) {
  heif_file *file = opened;
  if (file->handle != NULL) libheif.image_handle_release(file->handle);
  if (file->context != NULL) libheif.context_free(file->context);
  free(file);
}

static fm_status read_header(heif_file *file, const uint8_t *bytes, size_t count, fm_report *report) {
  fm_heif_use_own_av1();
  file->context = libheif.context_alloc();
  if (file->context == NULL) return fm_report_fail(report, fm_status_out_of_memory, "no memory");
#if LIBHEIF_HAVE_VERSION(1, 13, 0)
  // The program decodes several photos at a time already.
  libheif.context_set_max_decoding_threads(file->context, 0);
#endif
  // libheif has limits of its own for boxes, tiles and memory; they are left as they are.
  struct heif_error error = libheif.context_read_from_memory_without_copy(file->context, bytes, count, NULL);
  if (error.code != heif_error_Ok) return fail(error, report);
  error = libheif.context_get_primary_image_handle(file->context, &file->handle);
  if (error.code != heif_error_Ok) return fail(error, report);
  // The size of the picture after it is turned and cropped, which libheif does.
  int width = libheif.image_handle_get_width(file->handle);
  int height = libheif.image_handle_get_height(file->handle);
  if (width < 1 || height < 1) return fm_report_fail(report, fm_status_damaged, "it has no pixels");
  file->width = (uint32_t)width;
  file->height = (uint32_t)height;
  int coded_width = libheif.image_handle_get_ispe_width(file->handle);
  int coded_height = libheif.image_handle_get_ispe_height(file->handle);
  file->coded_width = coded_width > 0 ? (uint32_t)coded_width : 0;
  file->coded_height = coded_height > 0 ? (uint32_t)coded_height : 0;
  file->has_alpha = libheif.image_handle_has_alpha_channel(file->handle) != 0;
  file->has_two_bytes = libheif.image_handle_get_luma_bits_per_pixel(file->handle) > 8;
  static const char *const sequences[] = {"avis", "msf1", "hevc", "hevx"};
  for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
    if (count >= 12 && memcmp(bytes + 8, sequences[i], 4) == 0) file->has_more_pictures = true;
  }
  if (libheif.context_get_number_of_top_level_images(file->context) > 1) file->has_more_pictures = true;
  return fm_status_ok;
}

static fm_status open_heif(const uint8_t *bytes, size_t count, fm_picture *picture, void **opened, fm_report *report) {
  fm_report_reset(report);
  if (!fm_load_libheif()) {
    return fm_report_fail(report, fm_status_unsupported, "libheif.so.1 is missing: install libheif");
  }
  heif_file *file = calloc(1, sizeof *file);
  if (file == NULL) return fm_report_fail(report, fm_status_out_of_memory, "no memory");
  fm_status status = read_header(file, bytes, count, report);
  if (status != fm_status_ok) {
    close_heif(file);
    return status;
  }
  *picture = (fm_picture){
      .width = file->width,
      .height = file->height,
      .coded_width = file->coded_width,
      .coded_height = file->coded_height,
      .kind = file->has_alpha ? fm_kind_rgb_alpha : fm_kind_rgb,
      .bytes_per_sample = file->has_two_bytes ? 2 : 1,
      .orientation = 1,
  };
  *opened = file;
  return fm_status_ok;
}

// Copies the rows of a decoded picture; samples of 9 to 16 bits are spread to 16.
static fm_status copy(const heif_file *file, const struct heif_image *image, uint8_t *samples, fm_report *report) {
  if (libheif.image_get_width(image, heif_channel_interleaved) != (int)file->width ||
      libheif.image_get_height(image, heif_channel_interleaved) != (int)file->height) {
    return fm_report_fail(report, fm_status_damaged, "the picture has another size than the file says");
  }
  int stride = 0;
  const uint8_t *plane = libheif.image_get_plane_readonly(image, heif_channel_interleaved, &stride);
  size_t row_samples = (size_t)file->width * (file->has_alpha ? 4 : 3);
  size_t row_bytes = row_samples * (file->has_two_bytes ? 2 : 1);
  if (plane == NULL || stride < 0 || (size_t)stride < row_bytes) {
    return fm_report_fail(report, fm_status_damaged, "libheif gives no samples");
  }
  if (!file->has_two_bytes) {
    for (size_t y = 0; y < file->height; y++) memcpy(samples + y * row_bytes, plane + y * (size_t)stride, row_bytes);
    return fm_status_ok;
  }
  int bits = libheif.image_get_bits_per_pixel_range(image, heif_channel_interleaved);
  if (bits < 8 || bits > 16) return fm_report_fail(report, fm_status_unsupported, "samples of more than 16 bits");
  uint32_t full = (1u << bits) - 1;
  for (size_t y = 0; y < file->height; y++) {
    for (size_t i = 0; i < row_samples; i++) {
      uint16_t stored;
      memcpy(&stored, plane + y * (size_t)stride + i * 2, 2);
      uint32_t value = stored < full ? stored : full;
      uint16_t spread = (uint16_t)((value * 65535ull + full / 2) / full);
      memcpy(samples + y * row_bytes + i * 2, &spread, 2);
    }
  }
  return fm_status_ok;
}

static fm_status read_heif(void *opened, void *samples, size_t size, fm_report *report) {
  heif_file *file = opened;
  fm_report_reset(report);
  size_t channels = file->has_alpha ? 4 : 3;
  size_t bytes_per_sample = file->has_two_bytes ? 2 : 1;
  size_t pixels = (size_t)file->width * file->height;
  if (size != pixels * channels * bytes_per_sample) {
    return fm_report_fail(report, fm_status_damaged, "the size changed");
  }
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  enum heif_chroma opaque = heif_chroma_interleaved_RRGGBB_LE, clear = heif_chroma_interleaved_RRGGBBAA_LE;
#else
  enum heif_chroma opaque = heif_chroma_interleaved_RRGGBB_BE, clear = heif_chroma_interleaved_RRGGBBAA_BE;
#endif
  if (!file->has_two_bytes) {
    opaque = heif_chroma_interleaved_RGB;
    clear = heif_chroma_interleaved_RGBA;
  }
  // AV1 data may announce more pixels than the file does, for the edges of tiles.
  size_t coded = (size_t)file->coded_width * file->coded_height;
  fm_heif_limit_av1((coded > pixels ? coded : pixels) * 2 + (1 << 20));
  struct heif_image *image = NULL;
  // The default options turn, mirror and crop the picture as the file says.
  struct heif_error error =
      libheif.decode_image(file->handle, &image, heif_colorspace_RGB, file->has_alpha ? clear : opaque, NULL);
  if (error.code != heif_error_Ok) return fail(error, report);
  fm_status status = copy(file, image, samples, report);
  libheif.image_release(image);
  if (status == fm_status_ok && file->has_alpha && libheif.image_handle_is_premultiplied_alpha(file->handle)) {
    fm_divide_by_alpha(samples, pixels, channels, bytes_per_sample);
  }
  if (file->has_more_pictures) report->oddities |= fm_oddity_more_pictures;
  return status;
}

const fm_library *fm_heif(void) {
  static const fm_library library = {.open = open_heif, .read = read_heif, .close = close_heif};
  return &library;
}

#else

const fm_library *fm_heif(void) {
  static const fm_library library = {0};
  return &library;
}

#endif
