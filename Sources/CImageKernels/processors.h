#pragma once

// A C compiler can make one function for processors with wider vectors beside the one for all, and choose when the program
// starts. Swift's cannot yet, which is the one reason why these loops are in C.
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif
