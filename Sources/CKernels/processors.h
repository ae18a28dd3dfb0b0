#pragma once

// A C compiler can compile a function several times, for processors with wider vectors as well, and choose when the program
// starts. The Swift compiler cannot, which is the only reason why these loops are in C.
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif
