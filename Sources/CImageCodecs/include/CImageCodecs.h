#pragma once

// Decoding of photo files with the systems' libraries, and encoding of JPEG and PNG files.
//
// libjpeg and libpng leave a function by longjmp when something is wrong. Each function here that calls them has its
// own setjmp and calls no function of the caller, so no frame of the caller is ever jumped over. Nothing is written to
// stderr.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum __attribute__((enum_extensibility(closed))) fm_status {
  fm_status_ok,
  /// The file ends before the picture does.
  fm_status_truncated,
  /// The file contradicts itself or one of its checksums.
  fm_status_damaged,
  /// The file is of a kind that the library does not decode, or that is not decoded here.
  fm_status_unsupported,
  fm_status_out_of_memory,
  /// JPEG: the header gives a height of 0, which a DNL marker at the end of the file may mend.
  fm_status_no_height,
  /// JPEG: the header gives a side of more than 65,500 pixels, the most that libjpeg decodes.
  fm_status_side_too_long,
  /// JPEG: decoding the scans would take too long.
  fm_status_too_many_scans,
} fm_status;

/// Irregularities of a file that could be decoded; bits of `fm_report.oddities`.
typedef enum __attribute__((flag_enum)) fm_oddity {
  /// JPEG: the data end before the picture; the rest is made up.
  fm_oddity_data_missing = 1,
  /// JPEG: the data contradict themselves; some of the picture is made up.
  fm_oddity_data_corrupt = 2,
  /// JPEG, GIF: the picture is whole, but the end marker after it is missing.
  fm_oddity_end_missing = 4,
  /// An irregularity that does not affect the picture; `first_warning` describes it.
  fm_oddity_harmless = 8,
  /// The file has further pictures, frames or pages, which were not decoded.
  fm_oddity_more_pictures = 16,
} fm_oddity;

/// The result of a call. The texts are empty or end with 0.
typedef struct fm_report {
  fm_status status;
  uint32_t oddities;
  uint32_t warning_count;
  /// JPEG: the number of rows that had been decoded when the first data were found missing or corrupt.
  uint32_t sound_rows;
  /// PNG, GIF, TIFF: the number of pixels with an index beyond the palette (they took the first colour).
  uint64_t pixels_beyond_palette;
  /// The library's error message if `status` is not ok.
  char error[200];
  /// The library's first warning.
  char first_warning[200];
} fm_report;

const char *_Nonnull fm_report_error(const fm_report *_Nonnull report);
const char *_Nonnull fm_report_first_warning(const fm_report *_Nonnull report);

// MARK: JPEG

/// A decoder of JPEG files, used for one file after another.
typedef struct fm_jpeg fm_jpeg;

typedef struct fm_jpeg_header {
  uint32_t width;
  uint32_t height;
  /// Samples per pixel: 1 (grey), 3 (RGB) or 4 (CMYK as stored).
  uint32_t channels;
  /// The number of colour components in the file.
  uint32_t components;
  /// Whether the picture comes in several scans, so that all of its coefficients have to be kept.
  bool has_several_scans;
  /// Whether the samples are in an arithmetic code, not in a Huffman code.
  bool is_arithmetic;
} fm_jpeg_header;

/// Returns a new decoder; NULL if there is not enough memory.
fm_jpeg *_Nullable fm_jpeg_create(void);
void fm_jpeg_destroy(fm_jpeg *_Nonnull jpeg);

/// Reads the header of a file, whose bytes must stay valid until `fm_jpeg_read` returns.
fm_status fm_jpeg_open(fm_jpeg *_Nonnull jpeg, const uint8_t *_Nonnull file, size_t count,
                       fm_jpeg_header *_Nonnull header);

/// Decodes the opened file at `eighths`/8 of its size, 1...8, each side rounded up.
///
/// `size` is the resulting number of bytes. With `accepts_damage`, libjpeg fills in missing or corrupt data, provided
/// that the damage begins after the first rows; without it, damage ends the call at once.
fm_status fm_jpeg_read(fm_jpeg *_Nonnull jpeg, int eighths, bool accepts_damage, uint8_t *_Nonnull samples,
                       size_t size);

/// Returns the result of the last call; valid until the next call.
const fm_report *_Nonnull fm_jpeg_report(const fm_jpeg *_Nonnull jpeg);

/// The version of libjpeg-turbo, major x 1,000,000 + minor x 1,000 + patch; 0 for another libjpeg.
int fm_jpeg_library_version(void);

// MARK: PNG

typedef enum __attribute__((enum_extensibility(closed))) fm_png_transparency {
  fm_png_transparency_none,
  /// Grey and RGB: the pixels equal to `key` are clear, the others opaque.
  fm_png_transparency_key,
  /// Palette: entry i has alpha `palette_alpha[i]`.
  fm_png_transparency_palette,
} fm_png_transparency;

/// A PNG's header, and the transparency to convert to alpha samples.
typedef struct fm_png_layout {
  uint32_t width;
  uint32_t height;
  uint8_t bit_depth;
  uint8_t colour_type;
  fm_png_transparency transparency;
  /// The clear colour as stored: grey alone, or R, G, B.
  uint16_t key[3];
  uint8_t palette_alpha[256];
} fm_png_layout;

/// Decodes a PNG of the given layout. Samples have 8 bits, or 16 in the machine's byte order if the file has 16;
/// depths below 8 are spread to 8; palettes become RGB; transparency becomes alpha, the last sample of a pixel.
///
/// `samples` is aligned for the type of sample, and `size` is the size of all samples in bytes.
fm_status fm_png_read(const uint8_t *_Nonnull file, size_t count, const fm_png_layout *_Nonnull layout,
                      void *_Nonnull samples, size_t size, fm_report *_Nonnull report);

/// The version of libpng, such as "1.6.39".
const char *_Nonnull fm_png_library_version(void);

// MARK: Other formats

/// The samples of one pixel and their order.
typedef enum __attribute__((enum_extensibility(closed))) fm_kind {
  fm_kind_grey,
  fm_kind_grey_alpha,
  fm_kind_rgb,
  fm_kind_rgb_alpha,
  /// Light, not ink: the largest sample stands for no ink.
  fm_kind_cmyk,
} fm_kind;

/// A picture as its file announces it.
typedef struct fm_picture {
  uint32_t width;
  uint32_t height;
  /// The size before the library crops and turns the picture; 0 if it does not.
  uint32_t coded_width;
  uint32_t coded_height;
  fm_kind kind;
  /// 1, or 2 in the machine's byte order.
  uint32_t bytes_per_sample;
  /// The value of EXIF's orientation, 1...8, if the samples are not turned upright by the library; otherwise 1.
  uint32_t orientation;
} fm_picture;

/// The functions that decode files by one library. They are NULL if the program was built without the library.
typedef struct fm_library {
  /// Reads the header of a file, whose bytes must stay valid until `close`. `opened` is set, and must be closed, only if
  /// the status is ok. Nothing is allocated that depends on the announced size.
  fm_status (*_Nullable open)(const uint8_t *_Nonnull file, size_t count, fm_picture *_Nonnull picture,
                              void *_Nullable *_Nonnull opened, fm_report *_Nonnull report);
  /// Decodes the opened file, once. `size` is the number of bytes of all samples of the picture.
  fm_status (*_Nullable read)(void *_Nonnull opened, void *_Nonnull samples, size_t size,
                              fm_report *_Nonnull report);
  void (*_Nullable close)(void *_Nonnull opened);
} fm_library;

const fm_library *_Nonnull fm_webp(void);
const fm_library *_Nonnull fm_gif(void);

// MARK: Colours

/// The colours of decoded samples.
typedef struct fm_colours {
  /// An ICC profile; with no bytes, the colours are in Display P3.
  const uint8_t *_Nullable profile;
  size_t profile_count;
  /// Any but CMYK.
  fm_kind kind;
  /// 1 or 2
  size_t bytes_per_sample;
} fm_colours;

/// Whether the program was built with lcms2.
bool fm_can_convert_colours(void);

/// Converts the samples of pixels to sRGB, or to a grey with sRGB's curve, in place; alpha stays.
///
/// Returns false, with the samples as they were, if the profile is damaged or of another kind than the samples, or there
/// is no lcms2.
bool fm_convert_colours(fm_colours colours, void *_Nonnull samples, size_t pixel_count);
const fm_library *_Nonnull fm_tiff(void);
const fm_library *_Nonnull fm_heif(void);

// MARK: Encoding

/// A file in memory, which must be freed by `fm_encoded_free`, whatever the status.
typedef struct fm_encoded {
  uint8_t *_Nullable bytes;
  size_t count;
  size_t capacity;
} fm_encoded;

void fm_encoded_free(fm_encoded *_Nonnull encoded);

/// Encodes 8-bit samples, row by row, of 1 (grey) or 3 (RGB) channels as a PNG. `encoded` must be all zero.
fm_status fm_png_write(const uint8_t *_Nonnull samples, uint32_t width, uint32_t height, int channels,
                       fm_encoded *_Nonnull encoded, fm_report *_Nonnull report);

/// Encodes 8-bit samples, row by row, of 1 (grey) or 3 (RGB) channels as a JPEG of quality 1...100, the colour at
/// half the resolution in both directions (4:2:0). `encoded` must be all zero.
fm_status fm_jpeg_write(const uint8_t *_Nonnull samples, uint32_t width, uint32_t height, int channels,
                        int quality, fm_encoded *_Nonnull encoded, fm_report *_Nonnull report);

/// Encodes 8-bit samples, row by row, of 1 (grey) or 3 (RGB) channels as a lossy WebP, always in colour. `encoded` must be
/// all zero.
fm_status fm_webp_write(const uint8_t *_Nonnull samples, uint32_t width, uint32_t height, int channels,
                        int quality, fm_encoded *_Nonnull encoded, fm_report *_Nonnull report);

/// Encodes 8-bit samples, row by row, of 1 (grey) or 3 (RGB) channels as a HEIC, always in colour. `encoded` must be all
/// zero.
fm_status fm_heic_write(const uint8_t *_Nonnull samples, uint32_t width, uint32_t height, int channels,
                        int quality, fm_encoded *_Nonnull encoded, fm_report *_Nonnull report);
