#include <dnnl.h>

#include "COneDNN.h"
#include "primitive.h"
#include "status.h"

int COneDNNMultiplyMatrices(const float* left, int isLeftTransposed, const float* right, int isRightTransposed,
                            int64_t rows, int64_t columns, int64_t inner, float addend, float* result) {
  COneDNN_TRY(COneDNNCheckRoom());
  return dnnl_sgemm(isLeftTransposed ? 'T' : 'N', isRightTransposed ? 'T' : 'N', rows, columns, inner, 1, left,
                    isLeftTransposed ? rows : inner, right, isRightTransposed ? inner : columns, addend, result,
                    columns);
}
