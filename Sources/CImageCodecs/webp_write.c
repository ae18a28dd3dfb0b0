#include "support.h"

#ifdef FMBUILD_WEBP

#include <stdlib.h>
#include <string.h>

#include <webp/encode.h>

// WebP has no grey pictures: each sample stands for three.
static int import(WebPPicture *picture, const uint8_t *samples, int channels) {
  if (channels == 3) return WebPPictureImportRGB(picture, samples, picture->width * 3);
  size_t count = (size_t)picture->width * (size_t)picture->height;
  uint8_t *colours = malloc(count * 3);
  if (colours == NULL) return 0;
  for (size_t i = 0; i < count; i++) memset(colours + 3 * i, samples[i], 3);
  int imported = WebPPictureImportRGB(picture, colours, picture->width * 3);
  free(colours);
  return imported;
}

static int write_bytes(const uint8_t *bytes, size_t count, const WebPPicture *picture) {
  fm_encoded *encoded = picture->custom_ptr;
  if (!fm_encoded_reserve(encoded, count)) return 0;
  memcpy(encoded->bytes + encoded->count, bytes, count);
  encoded->count += count;
  return 1;
}

fm_status fm_webp_write(const uint8_t *samples, uint32_t width, uint32_t height, int channels, int quality,
                        fm_encoded *encoded, fm_report *report) {
  fm_report_reset(report);
  WebPConfig config;
  WebPPicture picture;
  if (!WebPConfigPreset(&config, WEBP_PRESET_DEFAULT, (float)quality) || !WebPPictureInit(&picture)) {
    return fm_report_fail(report, fm_status_unsupported, "libwebp is of another version than its headers");
  }
  picture.width = (int)width;
  picture.height = (int)height;
  picture.writer = write_bytes;
  picture.custom_ptr = encoded;
  bool is_written = import(&picture, samples, channels) && WebPEncode(&config, &picture);
  WebPPictureFree(&picture);
  return is_written ? fm_status_ok : fm_report_fail(report, fm_status_out_of_memory, "libwebp cannot encode it");
}

#else

fm_status fm_webp_write(const uint8_t *samples, uint32_t width, uint32_t height, int channels, int quality,
                        fm_encoded *encoded, fm_report *report) {
  (void)samples, (void)width, (void)height, (void)channels, (void)quality, (void)encoded;
  return fm_report_fail(report, fm_status_unsupported, "the program was built without libwebp");
}

#endif
