#include "support.h"

#ifdef FMBUILD_LCMS2

#include <lcms2.h>

bool fm_can_convert_colours(void) { return true; }

static cmsHPROFILE profile_of(cmsContext context, fm_colours colours) {
  if (colours.profile_count > 0) {
    return colours.profile_count > UINT32_MAX
               ? NULL
               : cmsOpenProfileFromMemTHR(context, colours.profile, (cmsUInt32Number)colours.profile_count);
  }
  // Display P3: the primaries of DCI-P3 around the white of sRGB, with sRGB's curve (SMPTE EG 432-1).
  cmsCIExyY white = {0.3127, 0.3290, 1};
  const cmsCIExyYTRIPLE primaries = {{0.680, 0.320, 1}, {0.265, 0.690, 1}, {0.150, 0.060, 1}};
  const double curve[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
  cmsToneCurve *const coded = cmsBuildParametricToneCurve(context, 4, curve);
  if (coded == NULL) return NULL;
  cmsToneCurve *const curves[] = {coded, coded, coded};
  const cmsHPROFILE profile = cmsCreateRGBProfileTHR(context, &white, &primaries, curves);
  cmsFreeToneCurve(coded);
  return profile;
}

static cmsHPROFILE standard_profile(cmsContext context, bool is_grey) {
  if (!is_grey) return cmsCreate_sRGBProfileTHR(context);
  const double curve[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
  cmsToneCurve *const coded = cmsBuildParametricToneCurve(context, 4, curve);
  if (coded == NULL) return NULL;
  const cmsHPROFILE profile = cmsCreateGrayProfileTHR(context, cmsD50_xyY(), coded);
  cmsFreeToneCurve(coded);
  return profile;
}

bool fm_convert_colours(fm_colours colours, void *samples, size_t pixel_count) {
  const bool is_grey = colours.kind == fm_kind_grey || colours.kind == fm_kind_grey_alpha;
  const bool has_alpha = colours.kind == fm_kind_grey_alpha || colours.kind == fm_kind_rgb_alpha;
  const cmsUInt32Number format =
      COLORSPACE_SH(is_grey ? PT_GRAY : PT_RGB) | EXTRA_SH(has_alpha ? 1 : 0) | CHANNELS_SH(is_grey ? 1 : 3) |
      BYTES_SH((cmsUInt32Number)colours.bytes_per_sample);
  // A context of its own: errors in one file's profile concern no other thread.
  const cmsContext context = cmsCreateContext(NULL, NULL);
  if (context == NULL) return false;
  bool is_converted = false;
  const cmsHPROFILE source = profile_of(context, colours);
  const cmsHPROFILE target = standard_profile(context, is_grey);
  if (source != NULL && target != NULL &&
      cmsGetColorSpace(source) == (is_grey ? cmsSigGrayData : cmsSigRgbData)) {
    // As most programs convert photos for a screen.
    const cmsHTRANSFORM transform = cmsCreateTransformTHR(context, source, format, target, format, INTENT_PERCEPTUAL,
                                                          has_alpha ? cmsFLAGS_COPY_ALPHA : 0);
    if (transform != NULL) {
      uint8_t *next = samples;
      const size_t pixel_bytes = colours.bytes_per_sample * ((is_grey ? 1 : 3) + (has_alpha ? 1 : 0));
      // The library counts pixels by 32 bits.
      const size_t largest = (size_t)1 << 24;
      for (size_t left = pixel_count; left > 0;) {
        const size_t count = left < largest ? left : largest;
        cmsDoTransform(transform, next, next, (cmsUInt32Number)count);
        next += count * pixel_bytes;
        left -= count;
      }
      cmsDeleteTransform(transform);
      is_converted = true;
    }
  }
  if (source != NULL) cmsCloseProfile(source);
  if (target != NULL) cmsCloseProfile(target);
  cmsDeleteContext(context);
  return is_converted;
}

#else

bool fm_can_convert_colours(void) { return false; }

bool fm_convert_colours(fm_colours colours, void *samples, size_t pixel_count) {
  (void)colours;
  (void)samples;
  (void)pixel_count;
  return false;
}

#endif
