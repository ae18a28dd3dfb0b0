#include "support.h"

#include <stdlib.h>
#include <string.h>

const char *fm_report_error(const fm_report *report) { return report->error; }

const char *fm_report_first_warning(const fm_report *report) { return report->first_warning; }

void fm_report_reset(fm_report *report) {
  report->status = fm_status_ok;
  report->oddities = 0;
  report->warning_count = 0;
  report->sound_rows = 0;
  report->pixels_beyond_palette = 0;
  report->error[0] = 0;
  report->first_warning[0] = 0;
}

void fm_set_text(char text_of_report[200], const char *text) {
  size_t length = strnlen(text, 199);
  memcpy(text_of_report, text, length);
  text_of_report[length] = 0;
}

fm_status fm_report_fail(fm_report *report, fm_status status, const char *text) {
  report->status = status;
  fm_set_text(report->error, text);
  return status;
}

void fm_report_warn(fm_report *report, const char *text) {
  report->oddities |= fm_oddity_harmless;
  if (report->warning_count++ == 0) fm_set_text(report->first_warning, text);
}

// A colour above its alpha cannot be; it becomes full.
static uint32_t divided(uint32_t colour, uint32_t alpha, uint32_t full) {
  if (alpha == 0) return 0;
  return colour >= alpha ? full : (uint32_t)(((uint64_t)colour * full + alpha / 2) / alpha);
}

void fm_divide_by_alpha(void *samples, size_t pixels, size_t channels, size_t bytes_per_sample) {
  uint8_t *bytes = samples;
  uint16_t *words = samples;
  for (size_t pixel = 0; pixel < pixels; pixel++) {
    size_t first = pixel * channels;
    for (size_t c = first; c < first + channels - 1; c++) {
      if (bytes_per_sample == 2) {
        words[c] = (uint16_t)divided(words[c], words[first + channels - 1], 65535);
      } else {
        bytes[c] = (uint8_t)divided(bytes[c], bytes[first + channels - 1], 255);
      }
    }
  }
}

bool fm_encoded_reserve(fm_encoded *encoded, size_t count) {
  if (count <= encoded->capacity - encoded->count) return true;
  size_t capacity = encoded->count + count > 2 * encoded->capacity ? encoded->count + count : 2 * encoded->capacity;
  uint8_t *bytes = realloc(encoded->bytes, capacity);
  if (bytes == NULL) return false;
  encoded->bytes = bytes;
  encoded->capacity = capacity;
  return true;
}

void fm_encoded_free(fm_encoded *encoded) {
  free(encoded->bytes);
  *encoded = (fm_encoded){0};
}
