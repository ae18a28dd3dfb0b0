#pragma once

#include <setjmp.h>

#include "CImageCodecs.h"

// On some systems, plain setjmp saves the signal mask, which costs a system call.
#define fm_setjmp(escape) _setjmp(escape)
#define fm_longjmp(escape) _longjmp((escape), 1)

void fm_report_reset(fm_report *report);
/// Sets the status and the text of an error, and returns the status.
fm_status fm_report_fail(fm_report *report, fm_status status, const char *text);
/// Copies as much of `text` as fits.
void fm_set_text(char text_of_report[200], const char *text);
/// Counts a warning and keeps the text of the first.
void fm_report_warn(fm_report *report, const char *text);
/// Divides the colours of `pixels` pixels by their alpha, the last of `channels` samples of `bytes_per_sample` bytes, and
/// rounds.
void fm_divide_by_alpha(void *samples, size_t pixels, size_t channels, size_t bytes_per_sample);
/// Makes room for `count` more bytes after the existing ones; false if there is not enough memory.
bool fm_encoded_reserve(fm_encoded *encoded, size_t count);
