#pragma once

#include "loaded.h"

#include <libheif/heif.h>
#include <libheif/heif_plugin.h>

// Since version 1.13.
#if LIBHEIF_HAVE_VERSION(1, 13, 0)
#define FM_LIBHEIF_THREADS(function) function(context_set_max_decoding_threads)
#else
#define FM_LIBHEIF_THREADS(function)
#endif

#define FM_LIBHEIF(function) \
  FM_LIBHEIF_THREADS(function) \
  function(context_alloc) function(context_encode_image) function(context_free) \
  function(context_get_encoder_for_format) function(context_get_number_of_top_level_images) \
  function(context_get_primary_image_handle) function(context_read_from_memory_without_copy) \
  function(context_write) function(decode_image) function(encoder_release) function(encoder_set_lossy_quality) \
  function(image_add_plane) function(image_create) function(image_get_bits_per_pixel_range) \
  function(image_get_height) function(image_get_plane) function(image_get_plane_readonly) \
  function(image_get_width) function(image_handle_get_height) function(image_handle_get_ispe_height) \
  function(image_handle_get_ispe_width) function(image_handle_get_luma_bits_per_pixel) \
  function(image_handle_get_width) function(image_handle_has_alpha_channel) \
  function(image_handle_is_premultiplied_alpha) function(image_handle_release) function(image_release) \
  function(image_set_nclx_color_profile) function(nclx_color_profile_alloc) function(nclx_color_profile_free) \
  function(nclx_color_profile_set_color_primaries) function(nclx_color_profile_set_matrix_coefficients) \
  function(nclx_color_profile_set_transfer_characteristics) function(register_decoder_plugin)

#define FM_MEMBER(name) __typeof__(heif_##name) *name;

/// The functions of libheif that are used, without `heif_` before their names.
struct fm_libheif {
  FM_LIBHEIF(FM_MEMBER)
};

#undef FM_MEMBER

extern struct fm_libheif libheif;

/// Makes the functions of `libheif` ready, from any thread; false if the library is not installed.
bool fm_load_libheif(void);
