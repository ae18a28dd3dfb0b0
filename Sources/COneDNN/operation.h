// What the operations have in common.

#ifndef CONEDNN_OPERATION_H
#define CONEDNN_OPERATION_H

#include <dnnl.h>

#include "COneDNN.h"

enum { maximumArgumentCount = 12 };

// A primitive with its arguments: descriptions are fixed, memory is given at each run.
typedef struct {
  dnnl_primitive_t primitive;
  dnnl_primitive_desc_t description;
  int argumentCount;
  dnnl_exec_arg_t arguments[maximumArgumentCount];
} Primitive;

// A change of layout between what a primitive wants and the plain one, or nothing if they are the same.
typedef struct {
  dnnl_primitive_t primitive;
  dnnl_memory_t from;
  dnnl_memory_t to;
} Reorder;

struct COneDNNOperation {
  dnnl_engine_t engine;
  dnnl_stream_t stream;
  Primitive forward;
  Primitive inference;
  Primitive backwardInput;
  Primitive backwardWeights;
  // What forward leaves for backward.
  dnnl_memory_t workspace;
  // Weights in the layouts that the primitives want, and back.
  Reorder forwardWeights;
  Reorder backwardInputWeights;
  Reorder weightGradient;
};

// Nothing if there is no memory or oneDNN does not start; then the status says why.
COneDNNOperation* newOperation(dnnl_status_t* status);

dnnl_memory_desc_t pictures(COneDNNShape shape);

// Makes the primitive of a description.
dnnl_status_t makePrimitive(COneDNNOperation* operation, Primitive* primitive);

// Adds an argument without memory of its own.
dnnl_status_t addArgument(COneDNNOperation* operation, Primitive* primitive, int number, dnnl_query_t what);

// Adds memory that exists.
void addMemory(Primitive* primitive, int number, dnnl_memory_t memory);

// Makes the memory in which forward leaves something for backward, if it does.
dnnl_status_t addWorkspace(COneDNNOperation* operation, Primitive* forward, Primitive* backward);

// Where an argument's memory is from now on.
void setArgument(Primitive* primitive, int number, const float* memory);

void runPrimitive(COneDNNOperation* operation, Primitive* primitive);

// A change of layout from one description to another; nothing is made if they are equal.
dnnl_status_t makeReorder(COneDNNOperation* operation, Reorder* reorder, const dnnl_memory_desc_t* from,
                          const dnnl_memory_desc_t* to);

// Changes the layout of what is at `from`, into `to` or, if that is nothing, into memory of its own; returns where it is now.
const float* runReorder(COneDNNOperation* operation, Reorder* reorder, const float* from, float* to);

#endif
