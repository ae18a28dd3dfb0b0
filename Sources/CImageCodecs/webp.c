#include "support.h"

#ifdef FMBUILD_WEBP

#include <stdlib.h>
#include <string.h>

#include <webp/decode.h>
#include <webp/demux.h>

typedef struct webp_file {
  const uint8_t *bytes;
  size_t count;
  WebPBitstreamFeatures features;
} webp_file;

static fm_status fail(fm_report *report, VP8StatusCode code) {
  switch (code) {
    case VP8_STATUS_OUT_OF_MEMORY:
      return fm_report_fail(report, fm_status_out_of_memory, "no memory for the picture");
    case VP8_STATUS_SUSPENDED:
    case VP8_STATUS_NOT_ENOUGH_DATA:
      return fm_report_fail(report, fm_status_truncated, "data are missing");
    case VP8_STATUS_UNSUPPORTED_FEATURE:
      return fm_report_fail(report, fm_status_unsupported, "it has a feature that libwebp does not know");
    default:
      return fm_report_fail(report, fm_status_damaged, "the data contradict themselves");
  }
}

// An animation always has alpha: its first frame need not cover the canvas.
static bool has_alpha(const webp_file *file) { return file->features.has_alpha || file->features.has_animation; }

static fm_status open_webp(const uint8_t *file, size_t count, fm_picture *picture, void **opened, fm_report *report) {
  fm_report_reset(report);
  webp_file *webp = calloc(1, sizeof *webp);
  if (webp == NULL) return fm_report_fail(report, fm_status_out_of_memory, "no memory");
  webp->bytes = file;
  webp->count = count;
  VP8StatusCode code = WebPGetFeatures(file, count, &webp->features);
  if (code != VP8_STATUS_OK) {
    free(webp);
    return fail(report, code);
  }
  *picture = (fm_picture){
      .width = (uint32_t)webp->features.width,
      .height = (uint32_t)webp->features.height,
      .kind = has_alpha(webp) ? fm_kind_rgb_alpha : fm_kind_rgb,
      .bytes_per_sample = 1,
      .orientation = 1,
  };
  *opened = webp;
  return fm_status_ok;
}

// Decodes a still picture into rows that are `stride` bytes apart, of which `size` bytes are there.
static fm_status decode(const uint8_t *bytes, size_t count, bool with_alpha, uint8_t *samples, size_t stride,
                        size_t size, fm_report *report) {
  WebPDecoderConfig config;
  if (!WebPInitDecoderConfig(&config)) {
    return fm_report_fail(report, fm_status_unsupported, "libwebp is of another version than its headers");
  }
  config.output.colorspace = with_alpha ? MODE_RGBA : MODE_RGB;
  config.output.is_external_memory = 1;
  config.output.u.RGBA.rgba = samples;
  config.output.u.RGBA.stride = (int)stride;
  config.output.u.RGBA.size = size;
  VP8StatusCode code = WebPDecode(bytes, count, &config);
  WebPFreeDecBuffer(&config.output);
  return code == VP8_STATUS_OK ? fm_status_ok : fail(report, code);
}

// Decodes the first frame at its place on a clear canvas.
static fm_status read_first_frame(const webp_file *webp, WebPDemuxer *demuxer, WebPDemuxState state,
                                  uint8_t *samples, size_t size, fm_report *report) {
  WebPIterator frame;
  memset(&frame, 0, sizeof frame);
  bool is_whole = state == WEBP_DEMUX_DONE;
  if (!WebPDemuxGetFrame(demuxer, 1, &frame) || !frame.complete) {
    WebPDemuxReleaseIterator(&frame);
    return is_whole ? fm_report_fail(report, fm_status_damaged, "the animation has no frame")
                    : fm_report_fail(report, fm_status_truncated, "the first frame is not whole");
  }
  fm_status status;
  if (frame.x_offset < 0 || frame.y_offset < 0 || frame.width < 1 || frame.height < 1 ||
      frame.width > webp->features.width - frame.x_offset || frame.height > webp->features.height - frame.y_offset) {
    status = fm_report_fail(report, fm_status_damaged, "the first frame reaches beyond the canvas");
  } else {
    memset(samples, 0, size);
    size_t stride = (size_t)webp->features.width * 4;
    size_t first = (size_t)frame.y_offset * stride + (size_t)frame.x_offset * 4;
    status = decode(frame.fragment.bytes, frame.fragment.size, true, samples + first, stride, size - first, report);
  }
  if (frame.num_frames > 1 || !is_whole) report->oddities |= fm_oddity_more_pictures;
  if (!is_whole) fm_report_warn(report, "the file ends before the animation's last frame");
  WebPDemuxReleaseIterator(&frame);
  return status;
}

static fm_status read_webp(void *opened, void *samples, size_t size, fm_report *report) {
  webp_file *webp = opened;
  fm_report_reset(report);
  size_t stride = (size_t)webp->features.width * (has_alpha(webp) ? 4 : 3);
  if (size != stride * (size_t)webp->features.height || stride > INT32_MAX) {
    return fm_report_fail(report, fm_status_damaged, "the size changed");
  }
  if (!webp->features.has_animation) {
    return decode(webp->bytes, webp->count, has_alpha(webp), samples, stride, size, report);
  }
  WebPData data = {.bytes = webp->bytes, .size = webp->count};
  WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
  WebPDemuxer *demuxer = WebPDemuxPartial(&data, &state);
  if (demuxer == NULL) {
    bool is_damaged = state == WEBP_DEMUX_PARSE_ERROR;
    return fail(report, is_damaged ? VP8_STATUS_BITSTREAM_ERROR : VP8_STATUS_NOT_ENOUGH_DATA);
  }
  fm_status status = read_first_frame(webp, demuxer, state, samples, size, report);
  WebPDemuxDelete(demuxer);
  return status;
}

static void close_webp(void *opened) { free(opened); }

const fm_library *fm_webp(void) {
  static const fm_library library = {.open = open_webp, .read = read_webp, .close = close_webp};
  return &library;
}

#else

const fm_library *fm_webp(void) {
  static const fm_library library = {0};
  return &library;
}

#endif
