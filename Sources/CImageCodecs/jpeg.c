#include "support.h"

// jpeglib.h uses FILE and size_t without including their headers.
#include <stdio.h>
#include <stdlib.h>

#include <jerror.h>
#include <jpeglib.h>

enum {
  // Encoders write about ten scans, a few of them several dozen. Decoding a scan passes over the whole picture, even
  // if the scan is a few bytes of file, so a file with thousands of scans would take minutes.
  most_scans = 100,
  rows_per_call = 16,
  end_of_image = 0xD9,
};

static const uint8_t made_up_end[2] = {0xFF, end_of_image};

typedef enum { phase_header, phase_samples, phase_after_samples } phase;

struct fm_jpeg {
  struct jpeg_decompress_struct codec;
  struct jpeg_error_mgr errors;
  struct jpeg_source_mgr source;
  struct jpeg_progress_mgr progress;
  jmp_buf escape;
  bool is_codec_made;
  bool accepts_damage;
  bool is_at_end_of_file;
  phase phase;
  fm_report report;
};

_Static_assert(JMSG_LENGTH_MAX <= sizeof(((fm_report *)0)->error), "libjpeg's messages fit into a report");

static fm_jpeg *jpeg_of(j_common_ptr codec) { return codec->client_data; }

static _Noreturn void fail(fm_jpeg *jpeg, fm_status status) {
  jpeg->report.status = status;
  fm_longjmp(jpeg->escape);
}

static _Noreturn void fail_saying(fm_jpeg *jpeg, fm_status status, const char *text) {
  fm_set_text(jpeg->report.error, text);
  fail(jpeg, status);
}

// MARK: Errors and warnings of libjpeg

static fm_status status_of_error(int code) {
  switch (code) {
    case JERR_ARITH_NOTIMPL:
    case JERR_BAD_PRECISION:
    case JERR_CCIR601_NOTIMPL:
    case JERR_COMPONENT_COUNT:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_FRACT_SAMPLE_NOTIMPL:
    case JERR_NOTIMPL:
    case JERR_NOT_COMPILED:
    case JERR_SOF_UNSUPPORTED:
      return fm_status_unsupported;
    case JERR_IMAGE_TOO_BIG:
      return fm_status_side_too_long;
    case JERR_OUT_OF_MEMORY:
    case JERR_WIDTH_OVERFLOW:
      return fm_status_out_of_memory;
    default:
      return fm_status_damaged;
  }
}

static void warn(fm_jpeg *jpeg) {
  if (jpeg->report.warning_count++ == 0) {
    jpeg->errors.format_message((j_common_ptr)&jpeg->codec, jpeg->report.first_warning);
  }
}

static void on_error(j_common_ptr codec) {
  fm_jpeg *jpeg = jpeg_of(codec);
  // All rows are decoded: the rest of the file does not affect the picture.
  if (jpeg->phase == phase_after_samples) {
    warn(jpeg);
    jpeg->report.oddities |= fm_oddity_harmless;
    fail(jpeg, fm_status_ok);
  }
  fm_status status = status_of_error(codec->err->msg_code);
  // libjpeg has one error for a picture without width, without height and without components.
  if (codec->err->msg_code == JERR_EMPTY_IMAGE) {
    bool lacks_only_height = jpeg->codec.image_width > 0 && jpeg->codec.num_components > 0;
    status = lacks_only_height ? fm_status_no_height : fm_status_damaged;
  }
  if (status == fm_status_damaged && jpeg->is_at_end_of_file) status = fm_status_truncated;
  codec->err->format_message(codec, jpeg->report.error);
  fail(jpeg, status);
}

// Data are missing or wrong. libjpeg fills in something and continues. Here it continues only with `accepts_damage`,
// and only if something has been decoded: a few bytes would otherwise give a picture as large as their header says.
static void on_bad_data(fm_jpeg *jpeg, fm_oddity oddity) {
  const uint32_t bad = fm_oddity_data_missing | fm_oddity_data_corrupt;
  if ((jpeg->report.oddities & bad) == 0) jpeg->report.sound_rows = jpeg->codec.output_scanline;
  jpeg->report.oddities |= oddity;
  bool shows_something = jpeg->codec.input_iMCU_row > 0 || jpeg->codec.input_scan_number > 1;
  if (jpeg->accepts_damage && shows_something) return;
  jpeg->errors.format_message((j_common_ptr)&jpeg->codec, jpeg->report.error);
  fail(jpeg, oddity == fm_oddity_data_missing ? fm_status_truncated : fm_status_damaged);
}

// Reports missing data that libjpeg did not notice, with libjpeg's message.
static void on_missing_data(fm_jpeg *jpeg) {
  jpeg->errors.msg_code = JWRN_JPEG_EOF;
  warn(jpeg);
  on_bad_data(jpeg, fm_oddity_data_missing);
}

static void on_message(j_common_ptr codec, int level) {
  if (level >= 0) return;
  fm_jpeg *jpeg = jpeg_of(codec);
  warn(jpeg);
  if (jpeg->phase == phase_after_samples) {
    jpeg->report.oddities |= fm_oddity_harmless;
    return;
  }
  switch (codec->err->msg_code) {
    case JWRN_ADOBE_XFORM:
    case JWRN_EXTRANEOUS_DATA:
    case JWRN_JFIF_MAJOR:
    case JWRN_NOT_SEQUENTIAL:
      jpeg->report.oddities |= fm_oddity_harmless;
      break;
    case JWRN_HIT_MARKER:
    case JWRN_MUST_RESYNC: {
      // At the end marker, data are missing; at any other marker, data are wrong.
      bool is_at_end = jpeg->codec.unread_marker == end_of_image;
      on_bad_data(jpeg, is_at_end ? fm_oddity_data_missing : fm_oddity_data_corrupt);
      break;
    }
    default:
      on_bad_data(jpeg, fm_oddity_data_corrupt);
  }
}

static void on_output(j_common_ptr codec) { (void)codec; }

static void on_progress(j_common_ptr codec) {
  fm_jpeg *jpeg = jpeg_of(codec);
  if (jpeg->codec.input_scan_number > most_scans) {
    fail_saying(jpeg, fm_status_too_many_scans, "it has more than 100 scans");
  }
}

// MARK: The source of the bytes

static void on_start_or_end(j_decompress_ptr codec) { (void)codec; }

static boolean on_end_of_file(j_decompress_ptr codec) {
  fm_jpeg *jpeg = jpeg_of((j_common_ptr)codec);
  jpeg->is_at_end_of_file = true;
  if (jpeg->phase == phase_header) fail_saying(jpeg, fm_status_truncated, "the file ends within its header");
  // The arithmetic decoder takes missing data for zeros, without a warning.
  if (jpeg->phase == phase_samples && codec->arith_code) on_missing_data(jpeg);
  codec->src->next_input_byte = made_up_end;
  codec->src->bytes_in_buffer = sizeof made_up_end;
  return TRUE;
}

static void on_skip(j_decompress_ptr codec, long count) {
  if (count <= 0) return;
  if ((size_t)count > codec->src->bytes_in_buffer) {
    on_end_of_file(codec);
    return;
  }
  codec->src->next_input_byte += count;
  codec->src->bytes_in_buffer -= (size_t)count;
}

// MARK: The decoder

fm_jpeg *fm_jpeg_create(void) { return calloc(1, sizeof(fm_jpeg)); }

// libjpeg keeps the tables of one file for the next, so a file without tables of its own would be decoded with the
// tables of the file before. A codec for each file costs a hundredth of decoding the smallest thumbnail.
static void make_codec(fm_jpeg *jpeg) {
  jpeg->codec.err = jpeg_std_error(&jpeg->errors);
  jpeg->errors.error_exit = on_error;
  jpeg->errors.emit_message = on_message;
  jpeg->errors.output_message = on_output;
  jpeg->codec.client_data = jpeg;
  jpeg->is_codec_made = true;
  jpeg_create_decompress(&jpeg->codec);
  jpeg->progress.progress_monitor = on_progress;
  jpeg->codec.src = &jpeg->source;
  jpeg->source.init_source = on_start_or_end;
  jpeg->source.fill_input_buffer = on_end_of_file;
  jpeg->source.skip_input_data = on_skip;
  jpeg->source.resync_to_restart = jpeg_resync_to_restart;
  jpeg->source.term_source = on_start_or_end;
}

static void drop_codec(fm_jpeg *jpeg) {
  if (jpeg->is_codec_made) jpeg_destroy_decompress(&jpeg->codec);
  jpeg->is_codec_made = false;
}

void fm_jpeg_destroy(fm_jpeg *jpeg) {
  drop_codec(jpeg);
  free(jpeg);
}

const fm_report *fm_jpeg_report(const fm_jpeg *jpeg) { return &jpeg->report; }

fm_status fm_jpeg_open(fm_jpeg *jpeg, const uint8_t *file, size_t count, fm_jpeg_header *header) {
  drop_codec(jpeg);
  fm_report_reset(&jpeg->report);
  jpeg->phase = phase_header;
  jpeg->accepts_damage = false;
  jpeg->is_at_end_of_file = false;
  if (fm_setjmp(jpeg->escape)) {
    drop_codec(jpeg);
    return jpeg->report.status;
  }
  make_codec(jpeg);
  jpeg->source.next_input_byte = file;
  jpeg->source.bytes_in_buffer = count;
  jpeg_read_header(&jpeg->codec, TRUE);

  if (jpeg->codec.data_precision != 8) fail_saying(jpeg, fm_status_unsupported, "samples of other than 8 bits");
  switch (jpeg->codec.out_color_space) {
    case JCS_GRAYSCALE: header->channels = 1; break;
    case JCS_RGB: header->channels = 3; break;
    case JCS_CMYK: header->channels = 4; break;
    default: fail_saying(jpeg, fm_status_unsupported, "a number of colour components other than 1, 3 and 4");
  }
  header->width = jpeg->codec.image_width;
  header->height = jpeg->codec.image_height;
  header->components = (uint32_t)jpeg->codec.num_components;
  header->is_arithmetic = jpeg->codec.arith_code;
  header->has_several_scans = jpeg_has_multiple_scans(&jpeg->codec);
  return fm_status_ok;
}

// Whether every component was in some scan and, if `to_the_last_bit`, all bits of all its coefficients were.
static bool has_all_components(const fm_jpeg *jpeg, bool to_the_last_bit) {
  const struct jpeg_decompress_struct *codec = &jpeg->codec;
  for (int component = 0; component < codec->num_components; component++) {
    // libjpeg sets this when the component's first scan begins.
    if (codec->comp_info[component].quant_table == NULL) return false;
    if (!to_the_last_bit || !codec->progressive_mode) continue;
    for (int k = 0; k < DCTSIZE2; k++) {
      if (codec->coef_bits[component][k] != 0) return false;
    }
  }
  return true;
}

static void read_rows(fm_jpeg *jpeg, uint8_t *samples, size_t stride) {
  struct jpeg_decompress_struct *codec = &jpeg->codec;
  JSAMPROW rows[rows_per_call];
  while (codec->output_scanline < codec->output_height) {
    JDIMENSION left = codec->output_height - codec->output_scanline;
    JDIMENSION count = left < rows_per_call ? left : rows_per_call;
    uint8_t *first = samples + codec->output_scanline * stride;
    for (JDIMENSION i = 0; i < count; i++) rows[i] = first + i * stride;
    if (jpeg_read_scanlines(codec, rows, count) == 0) fail_saying(jpeg, fm_status_damaged, "no rows came");
  }
}

fm_status fm_jpeg_read(fm_jpeg *jpeg, int eighths, bool accepts_damage, uint8_t *samples, size_t size) {
  jpeg->phase = phase_samples;
  jpeg->accepts_damage = accepts_damage;
  if (fm_setjmp(jpeg->escape)) {
    drop_codec(jpeg);
    return jpeg->report.status;
  }
  struct jpeg_decompress_struct *codec = &jpeg->codec;
  codec->scale_num = (unsigned int)eighths;
  codec->scale_denom = 8;
  if (jpeg_has_multiple_scans(codec)) codec->progress = &jpeg->progress;
  // If the file has several scans, this reads them all.
  jpeg_start_decompress(codec);
  if (!has_all_components(jpeg, jpeg->is_at_end_of_file)) on_missing_data(jpeg);
  size_t stride = (size_t)codec->output_width * (size_t)codec->output_components;
  if (stride * codec->output_height != size) fail_saying(jpeg, fm_status_damaged, "the size changed");
  read_rows(jpeg, samples, stride);

  jpeg->phase = phase_after_samples;
  jpeg_finish_decompress(codec);
  if (jpeg->is_at_end_of_file && (jpeg->report.oddities & fm_oddity_data_missing) == 0) {
    jpeg->report.oddities |= fm_oddity_end_missing;
  }
  drop_codec(jpeg);
  return fm_status_ok;
}

int fm_jpeg_library_version(void) {
#ifdef LIBJPEG_TURBO_VERSION_NUMBER
  return LIBJPEG_TURBO_VERSION_NUMBER;
#else
  return 0;
#endif
}
