#include "support.h"

#ifdef FMBUILD_GIF

#include <stdlib.h>
#include <string.h>

#include <gif_lib.h>

typedef struct gif_file {
  const uint8_t *next;
  size_t left;
  bool is_at_end_of_file;
  GifFileType *gif;
  /// The index of the clear colour; -1 if there is none.
  int clear_index;
  uint32_t width;
  uint32_t height;
} gif_file;

static int on_read(GifFileType *gif, GifByteType *bytes, int count) {
  gif_file *file = gif->UserData;
  size_t wanted = count > 0 ? (size_t)count : 0;
  if (wanted > file->left) {
    wanted = file->left;
    file->is_at_end_of_file = true;
  }
  memcpy(bytes, file->next, wanted);
  file->next += wanted;
  file->left -= wanted;
  return (int)wanted;
}

static fm_status fail(const gif_file *file, int code, fm_report *report) {
  if (code == D_GIF_ERR_NOT_ENOUGH_MEM) return fm_report_fail(report, fm_status_out_of_memory, "no memory");
  const char *text = GifErrorString(code);
  if (text == NULL) text = "giflib does not say what is wrong";
  return fm_report_fail(report, file->is_at_end_of_file ? fm_status_truncated : fm_status_damaged, text);
}

static void close_gif(void *opened) {
  gif_file *file = opened;
  int code = 0;
  // It frees everything, whatever it returns: closing a file in memory cannot fail.
  if (file->gif != NULL) (void)DGifCloseFile(file->gif, &code);
  free(file);
}

// Passes over an extension, and notes the clear colour if it says one.
static bool read_extension(gif_file *file) {
  int kind = 0;
  GifByteType *block = NULL;
  if (DGifGetExtension(file->gif, &kind, &block) == GIF_ERROR) return false;
  if (kind == GRAPHICS_EXT_FUNC_CODE && block != NULL) {
    GraphicsControlBlock control;
    // The first byte of a block is its length.
    if (DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK) file->clear_index = control.TransparentColor;
  }
  while (block != NULL) {
    if (DGifGetExtensionNext(file->gif, &block) == GIF_ERROR) return false;
  }
  return true;
}

typedef enum { found_picture, found_end, found_error } finding;

// Reads up to the next picture or the end.
static finding find_picture(gif_file *file) {
  for (;;) {
    GifRecordType kind = UNDEFINED_RECORD_TYPE;
    if (DGifGetRecordType(file->gif, &kind) == GIF_ERROR) return found_error;
    switch (kind) {
      case IMAGE_DESC_RECORD_TYPE: return found_picture;
      case TERMINATE_RECORD_TYPE: return found_end;
      case EXTENSION_RECORD_TYPE:
        if (!read_extension(file)) return found_error;
        break;
      default: return found_error;
    }
  }
}

static bool frame_fills_canvas(const gif_file *file) {
  const GifImageDesc *frame = &file->gif->Image;
  return frame->Left == 0 && frame->Top == 0 && (uint32_t)frame->Width == file->width &&
         (uint32_t)frame->Height == file->height;
}

static uint32_t larger(int canvas, int frame_start, int frame_side) {
  int frame_end = frame_start + frame_side;
  return (uint32_t)(canvas > frame_end ? canvas : frame_end);
}

static fm_status read_header(gif_file *file, fm_report *report) {
  switch (find_picture(file)) {
    case found_picture: break;
    case found_end: return fm_report_fail(report, fm_status_damaged, "there is no picture in it");
    case found_error: return fail(file, file->gif->Error, report);
  }
  if (DGifGetImageDesc(file->gif) == GIF_ERROR) return fail(file, file->gif->Error, report);
  const GifImageDesc *frame = &file->gif->Image;
  if (frame->Width < 1 || frame->Height < 1 || frame->Left < 0 || frame->Top < 0) {
    return fm_report_fail(report, fm_status_damaged, "its first frame has no pixels");
  }
  // As browsers do, the canvas is made large enough for the first frame.
  file->width = larger(file->gif->SWidth, frame->Left, frame->Width);
  file->height = larger(file->gif->SHeight, frame->Top, frame->Height);
  const ColorMapObject *palette = frame->ColorMap != NULL ? frame->ColorMap : file->gif->SColorMap;
  if (palette == NULL || palette->ColorCount < 1) {
    return fm_report_fail(report, fm_status_damaged, "it has no palette");
  }
  return fm_status_ok;
}

static bool has_alpha(const gif_file *file) { return file->clear_index >= 0 || !frame_fills_canvas(file); }

static fm_status open_gif(const uint8_t *bytes, size_t count, fm_picture *picture, void **opened, fm_report *report) {
  fm_report_reset(report);
  gif_file *file = calloc(1, sizeof *file);
  if (file == NULL) return fm_report_fail(report, fm_status_out_of_memory, "no memory");
  file->next = bytes;
  file->left = count;
  file->clear_index = NO_TRANSPARENT_COLOR;
  int code = 0;
  file->gif = DGifOpen(file, on_read, &code);
  fm_status status = file->gif == NULL ? fail(file, code, report) : read_header(file, report);
  if (status != fm_status_ok) {
    close_gif(file);
    return status;
  }
  *picture = (fm_picture){
      .width = file->width,
      .height = file->height,
      .kind = has_alpha(file) ? fm_kind_rgb_alpha : fm_kind_rgb,
      .bytes_per_sample = 1,
      .orientation = 1,
  };
  *opened = file;
  return fm_status_ok;
}

static void place_row(const gif_file *file, const uint8_t *indices, uint8_t *samples, fm_report *report) {
  const GifImageDesc *frame = &file->gif->Image;
  const ColorMapObject *palette = frame->ColorMap != NULL ? frame->ColorMap : file->gif->SColorMap;
  bool with_alpha = has_alpha(file);
  for (int x = 0; x < frame->Width; x++) {
    int index = indices[x];
    bool is_clear = index == file->clear_index;
    if (index >= palette->ColorCount) {
      // A clear pixel has no colour.
      if (!is_clear) report->pixels_beyond_palette += 1;
      index = 0;
    }
    *samples++ = palette->Colors[index].Red;
    *samples++ = palette->Colors[index].Green;
    *samples++ = palette->Colors[index].Blue;
    if (with_alpha) *samples++ = is_clear ? 0 : 255;
  }
}

static fm_status read_frame(gif_file *file, uint8_t *indices, uint8_t *samples, size_t pixel_size, fm_report *report) {
  const GifImageDesc *frame = &file->gif->Image;
  // The rows of an interlaced picture come in four passes.
  static const int interlaced_start[] = {0, 4, 2, 1}, interlaced_step[] = {8, 8, 4, 2};
  for (int pass = 0; pass < (frame->Interlace ? 4 : 1); pass++) {
    int step = frame->Interlace ? interlaced_step[pass] : 1;
    for (int y = frame->Interlace ? interlaced_start[pass] : 0; y < frame->Height; y += step) {
      if (DGifGetLine(file->gif, indices, frame->Width) == GIF_ERROR) return fail(file, file->gif->Error, report);
      size_t first = (size_t)(frame->Top + y) * file->width + (size_t)frame->Left;
      place_row(file, indices, samples + first * pixel_size, report);
    }
  }
  return fm_status_ok;
}

static fm_status read_gif(void *opened, void *samples, size_t size, fm_report *report) {
  gif_file *file = opened;
  fm_report_reset(report);
  size_t pixel_size = has_alpha(file) ? 4 : 3;
  if (size != (size_t)file->width * file->height * pixel_size) {
    return fm_report_fail(report, fm_status_damaged, "the size changed");
  }
  uint8_t *indices = calloc((size_t)file->gif->Image.Width, 1);
  if (indices == NULL) return fm_report_fail(report, fm_status_out_of_memory, "no memory for a row");
  if (!frame_fills_canvas(file)) memset(samples, 0, size);
  fm_status status = read_frame(file, indices, samples, pixel_size, report);
  free(indices);
  if (status != fm_status_ok) return status;
  // Whatever follows does not affect the picture.
  switch (find_picture(file)) {
    case found_picture: report->oddities |= fm_oddity_more_pictures; break;
    case found_end: break;
    case found_error:
      if (file->is_at_end_of_file) {
        report->oddities |= fm_oddity_end_missing;
      } else {
        fm_report_warn(report, "what follows the first frame is not a GIF's");
      }
  }
  return fm_status_ok;
}

const fm_library *fm_gif(void) {
  static const fm_library library = {.open = open_gif, .read = read_gif, .close = close_gif};
  return &library;
}

#else

const fm_library *fm_gif(void) {
  static const fm_library library = {0};
  return &library;
}

#endif
