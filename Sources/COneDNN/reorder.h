// A change between the plain layout of weights, which callers use, and the one that a primitive of oneDNN has chosen.

#ifndef CONEDNN_REORDER_H
#define CONEDNN_REORDER_H

#include <dnnl.h>

// Has no primitive if both layouts are equal: then nothing is copied.
typedef struct {
  dnnl_primitive_t primitive;
  // The caller's weights; their address is set before each run.
  dnnl_memory_t plain;
  // A copy in the chosen layout, in memory of its own at `address`.
  dnnl_memory_t chosen;
  float* address;
} COneDNNReorder;

// Makes a change from the plain layout to the chosen one.
dnnl_status_t COneDNNMakeReorderFromPlain(COneDNNReorder* reorder, const dnnl_memory_desc_t* plain,
                                          const dnnl_memory_desc_t* chosen, dnnl_engine_t engine);

// Makes a change from the chosen layout to the plain one.
dnnl_status_t COneDNNMakeReorderToPlain(COneDNNReorder* reorder, const dnnl_memory_desc_t* plain,
                                        const dnnl_memory_desc_t* chosen, dnnl_engine_t engine);

// Writes to `chosen` where plain weights are in the chosen layout.
dnnl_status_t COneDNNReorderFromPlain(COneDNNReorder* reorder, const float* plain, const float** chosen,
                                      dnnl_stream_t stream);

// Returns where the last COneDNNReorderFromPlain has put plain numbers in the chosen layout.
const float* COneDNNReordered(const COneDNNReorder* reorder, const float* plain);

// Returns where a primitive must write, in the chosen layout, what COneDNNReorderToPlain brings to `plain`.
float* COneDNNReorderSource(const COneDNNReorder* reorder, float* plain);

// Writes to `plain` what a primitive has written to COneDNNReorderSource.
dnnl_status_t COneDNNReorderToPlain(COneDNNReorder* reorder, float* plain, dnnl_stream_t stream);

void COneDNNFreeReorder(COneDNNReorder* reorder);

#endif
