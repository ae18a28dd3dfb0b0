// A primitive of oneDNN with its arguments: their layouts are fixed, their addresses are set before each run.

#ifndef CONEDNN_PRIMITIVE_H
#define CONEDNN_PRIMITIVE_H

#include <dnnl.h>

enum { COneDNNMaximumArgumentCount = 12 };

typedef struct {
  dnnl_primitive_t primitive;
  dnnl_primitive_desc_t description;
  // The memory for intermediate results, NULL if there are none.
  void* scratchpad;
  int argumentCount;
  dnnl_exec_arg_t arguments[COneDNNMaximumArgumentCount];
} COneDNNPrimitive;

// Makes the primitive of a description of an operation, with a scratchpad of its own.
//
// forward: the description of the forward primitive if this is a backward one, otherwise NULL.
dnnl_status_t COneDNNMakePrimitive(COneDNNPrimitive* primitive, const_dnnl_op_desc_t description, dnnl_engine_t engine,
                                   const_dnnl_primitive_desc_t forward);

// Returns dnnl_out_of_memory unless the system has room for what oneDNN allocates by itself.
dnnl_status_t COneDNNCheckRoom(void);

// Adds an argument whose address is set before each run.
//
// layout: which of the primitive's layouts it has; dnnl_query_exec_arg_md finds it by the argument's number.
dnnl_status_t COneDNNAddArgument(COneDNNPrimitive* primitive, int number, dnnl_query_t layout, dnnl_engine_t engine);

// Adds an argument whose memory the caller owns.
dnnl_status_t COneDNNAddMemory(COneDNNPrimitive* primitive, int number, dnnl_memory_t memory);

// Sets the address of an argument. An argument that the primitive does not have, such as a bias, is ignored.
dnnl_status_t COneDNNSetArgument(COneDNNPrimitive* primitive, int number, const float* address);

dnnl_status_t COneDNNRunPrimitive(COneDNNPrimitive* primitive, dnnl_stream_t stream);

// Frees everything but `shared`, the memory of an argument that the caller owns.
void COneDNNFreePrimitive(COneDNNPrimitive* primitive, dnnl_memory_t shared);

#endif
