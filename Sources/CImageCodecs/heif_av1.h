#pragma once

#include <stddef.h>

/// Makes libheif decode AV1 by `heif_av1.c` instead of its own plugins, which write to stderr and know no limit of size.
/// It may be called any number of times, from any thread.
void fm_heif_use_own_av1(void);

/// Sets the most pixels of a picture that this thread decodes next; larger ones are errors.
void fm_heif_limit_av1(size_t pixels);
