#include "operation.h"

#include <dlfcn.h>
#include <stdlib.h>

COneDNNOperation* newOperation(dnnl_status_t* status) {
  COneDNNOperation* operation = calloc(1, sizeof *operation);
  if (!operation) {
    *status = dnnl_out_of_memory;
    return NULL;
  }
  *status = dnnl_engine_create(&operation->engine, dnnl_cpu, 0);
  if (*status == dnnl_success)
    *status = dnnl_stream_create(&operation->stream, operation->engine, dnnl_stream_default_flags);
  if (*status == dnnl_success) return operation;
  COneDNNFree(operation);
  return NULL;
}

dnnl_memory_desc_t pictures(COneDNNShape shape) {
  dnnl_memory_desc_t description;
  const dnnl_dims_t sizes = {shape.images, shape.channels, shape.rows, shape.columns};
  dnnl_memory_desc_init_by_tag(&description, 4, sizes, dnnl_f32, dnnl_nhwc);
  return description;
}

dnnl_status_t makePrimitive(COneDNNOperation* operation, Primitive* primitive) {
  (void)operation;
  return dnnl_primitive_create(&primitive->primitive, primitive->description);
}

void addMemory(Primitive* primitive, int number, dnnl_memory_t memory) {
  primitive->arguments[primitive->argumentCount++] = (dnnl_exec_arg_t){number, memory};
}

dnnl_status_t addArgument(COneDNNOperation* operation, Primitive* primitive, int number, dnnl_query_t what) {
  const int index = what == dnnl_query_exec_arg_md ? number : 0;
  const dnnl_memory_desc_t* description = dnnl_primitive_desc_query_md(primitive->description, what, index);
  if (!description) return dnnl_invalid_arguments;
  dnnl_memory_t memory;
  const dnnl_status_t status = dnnl_memory_create(&memory, description, operation->engine, DNNL_MEMORY_NONE);
  if (status == dnnl_success) addMemory(primitive, number, memory);
  return status;
}

dnnl_status_t addWorkspace(COneDNNOperation* operation, Primitive* forward, Primitive* backward) {
  const dnnl_memory_desc_t* description = dnnl_primitive_desc_query_md(forward->description, dnnl_query_workspace_md, 0);
  if (!description || dnnl_memory_desc_get_size(description) == 0) return dnnl_success;
  const dnnl_status_t status =
      dnnl_memory_create(&operation->workspace, description, operation->engine, DNNL_MEMORY_ALLOCATE);
  if (status != dnnl_success) return status;
  addMemory(forward, DNNL_ARG_WORKSPACE, operation->workspace);
  addMemory(backward, DNNL_ARG_WORKSPACE, operation->workspace);
  return dnnl_success;
}

void setArgument(Primitive* primitive, int number, const float* memory) {
  for (int index = 0; index < primitive->argumentCount; index++)
    if (primitive->arguments[index].arg == number)
      dnnl_memory_set_data_handle_v2(primitive->arguments[index].memory, (void*)memory, NULL);
}

void runPrimitive(COneDNNOperation* operation, Primitive* primitive) {
  dnnl_primitive_execute(primitive->primitive, operation->stream, primitive->argumentCount, primitive->arguments);
  dnnl_stream_wait(operation->stream);
}

dnnl_status_t makeReorder(COneDNNOperation* operation, Reorder* reorder, const dnnl_memory_desc_t* from,
                          const dnnl_memory_desc_t* to) {
  if (dnnl_memory_desc_equal(from, to)) return dnnl_success;
  dnnl_primitive_desc_t description;
  dnnl_status_t status =
      dnnl_reorder_primitive_desc_create(&description, from, operation->engine, to, operation->engine, NULL);
  if (status != dnnl_success) return status;
  status = dnnl_primitive_create(&reorder->primitive, description);
  dnnl_primitive_desc_destroy(description);
  if (status == dnnl_success)
    status = dnnl_memory_create(&reorder->from, from, operation->engine, DNNL_MEMORY_ALLOCATE);
  if (status == dnnl_success) status = dnnl_memory_create(&reorder->to, to, operation->engine, DNNL_MEMORY_ALLOCATE);
  return status;
}

static void freeReorder(Reorder* reorder) {
  if (reorder->primitive) dnnl_primitive_destroy(reorder->primitive);
  if (reorder->from) dnnl_memory_destroy(reorder->from);
  if (reorder->to) dnnl_memory_destroy(reorder->to);
}

static void freePrimitive(Primitive* primitive, dnnl_memory_t shared) {
  for (int index = 0; index < primitive->argumentCount; index++)
    if (primitive->arguments[index].memory != shared) dnnl_memory_destroy(primitive->arguments[index].memory);
  if (primitive->primitive) dnnl_primitive_destroy(primitive->primitive);
  if (primitive->description) dnnl_primitive_desc_destroy(primitive->description);
}

void COneDNNFree(COneDNNOperation* operation) {
  if (!operation) return;
  freePrimitive(&operation->forward, operation->workspace);
  freePrimitive(&operation->inference, operation->workspace);
  freePrimitive(&operation->backwardInput, operation->workspace);
  freePrimitive(&operation->backwardWeights, operation->workspace);
  if (operation->workspace) dnnl_memory_destroy(operation->workspace);
  freeReorder(&operation->forwardWeights);
  freeReorder(&operation->backwardInputWeights);
  freeReorder(&operation->weightGradient);
  if (operation->stream) dnnl_stream_destroy(operation->stream);
  if (operation->engine) dnnl_engine_destroy(operation->engine);
  free(operation);
}

void COneDNNMultiply(const float* left, int isLeftTransposed, const float* right, int isRightTransposed, int64_t rows,
                     int64_t columns, int64_t inner, float addend, float* result) {
  dnnl_sgemm(isLeftTransposed ? 'T' : 'N', isRightTransposed ? 'T' : 'N', rows, columns, inner, 1, left,
             isLeftTransposed ? rows : inner, right, isRightTransposed ? inner : columns, addend, result, columns);
}

void COneDNNUseOneThread(void) {
  // Debian's oneDNN runs on OpenMP, which keeps the number for each thread that calls it. Looked up, because only the
  // compiler's own package has the library to link with.
  static void (*setThreadCount)(int);
  static int isLookedUp;
  if (!__atomic_load_n(&isLookedUp, __ATOMIC_ACQUIRE)) {
    void (*found)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
    __atomic_store_n(&setThreadCount, found, __ATOMIC_RELAXED);
    __atomic_store_n(&isLookedUp, 1, __ATOMIC_RELEASE);
  }
  void (*function)(int) = __atomic_load_n(&setThreadCount, __ATOMIC_RELAXED);
  if (function) function(1);
}

const float* runReorder(COneDNNOperation* operation, Reorder* reorder, const float* from, float* to) {
  if (!reorder->primitive) return from;
  void* own;
  dnnl_memory_get_data_handle(reorder->to, &own);
  void* ownSource;
  dnnl_memory_get_data_handle(reorder->from, &ownSource);
  dnnl_memory_set_data_handle_v2(reorder->from, (void*)from, NULL);
  if (to) dnnl_memory_set_data_handle_v2(reorder->to, to, NULL);
  dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, reorder->from}, {DNNL_ARG_TO, reorder->to}};
  dnnl_primitive_execute(reorder->primitive, operation->stream, 2, arguments);
  dnnl_stream_wait(operation->stream);
  dnnl_memory_set_data_handle_v2(reorder->from, ownSource, NULL);
  if (to) dnnl_memory_set_data_handle_v2(reorder->to, own, NULL);
  return to ? to : own;
}
