#include "reorder.h"

#include "primitive.h"
#include "status.h"

static dnnl_status_t COneDNNMakeReorder(COneDNNReorder* reorder, const dnnl_memory_desc_t* from,
                                        const dnnl_memory_desc_t* to, dnnl_engine_t engine) {
  dnnl_primitive_desc_t description;
  COneDNN_TRY(COneDNNCheckRoom());
  COneDNN_TRY(dnnl_reorder_primitive_desc_create(&description, from, engine, to, engine, NULL));
  const dnnl_status_t status = dnnl_primitive_create(&reorder->primitive, description);
  dnnl_primitive_desc_destroy(description);
  return status;
}

static dnnl_status_t COneDNNMakeReorderMemory(COneDNNReorder* reorder, const dnnl_memory_desc_t* plain,
                                              const dnnl_memory_desc_t* chosen, dnnl_engine_t engine) {
  COneDNN_TRY(dnnl_memory_create(&reorder->plain, plain, engine, DNNL_MEMORY_NONE));
  COneDNN_TRY(dnnl_memory_create(&reorder->chosen, chosen, engine, DNNL_MEMORY_ALLOCATE));
  void* address;
  COneDNN_TRY(dnnl_memory_get_data_handle(reorder->chosen, &address));
  reorder->address = address;
  return dnnl_success;
}

dnnl_status_t COneDNNMakeReorderFromPlain(COneDNNReorder* reorder, const dnnl_memory_desc_t* plain,
                                          const dnnl_memory_desc_t* chosen, dnnl_engine_t engine) {
  if (dnnl_memory_desc_equal(plain, chosen)) return dnnl_success;
  COneDNN_TRY(COneDNNMakeReorder(reorder, plain, chosen, engine));
  return COneDNNMakeReorderMemory(reorder, plain, chosen, engine);
}

dnnl_status_t COneDNNMakeReorderToPlain(COneDNNReorder* reorder, const dnnl_memory_desc_t* plain,
                                        const dnnl_memory_desc_t* chosen, dnnl_engine_t engine) {
  if (dnnl_memory_desc_equal(plain, chosen)) return dnnl_success;
  COneDNN_TRY(COneDNNMakeReorder(reorder, chosen, plain, engine));
  return COneDNNMakeReorderMemory(reorder, plain, chosen, engine);
}

static dnnl_status_t COneDNNRunReorder(COneDNNReorder* reorder, const float* plain, dnnl_memory_t from,
                                       dnnl_memory_t to, dnnl_stream_t stream) {
  COneDNN_TRY(dnnl_memory_set_data_handle_v2(reorder->plain, (void*)plain, NULL));
  const dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}};
  COneDNN_TRY(dnnl_primitive_execute(reorder->primitive, stream, 2, arguments));
  return dnnl_stream_wait(stream);
}

dnnl_status_t COneDNNReorderFromPlain(COneDNNReorder* reorder, const float* plain, const float** chosen,
                                      dnnl_stream_t stream) {
  *chosen = reorder->primitive ? reorder->address : plain;
  if (!reorder->primitive) return dnnl_success;
  return COneDNNRunReorder(reorder, plain, reorder->plain, reorder->chosen, stream);
}

const float* COneDNNReordered(const COneDNNReorder* reorder, const float* plain) {
  return reorder->primitive ? reorder->address : plain;
}

float* COneDNNReorderSource(const COneDNNReorder* reorder, float* plain) {
  return reorder->primitive ? reorder->address : plain;
}

dnnl_status_t COneDNNReorderToPlain(COneDNNReorder* reorder, float* plain, dnnl_stream_t stream) {
  if (!reorder->primitive) return dnnl_success;
  return COneDNNRunReorder(reorder, plain, reorder->chosen, reorder->plain, stream);
}

void COneDNNFreeReorder(COneDNNReorder* reorder) {
  if (reorder->primitive) dnnl_primitive_destroy(reorder->primitive);
  if (reorder->plain) dnnl_memory_destroy(reorder->plain);
  if (reorder->chosen) dnnl_memory_destroy(reorder->chosen);
}
