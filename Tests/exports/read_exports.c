/* Prints class names, labels and levels of an export, and whether its checksum is right. */
#include "products.h"

#include <stdio.h>

int main(void) {
  uint32_t hash = 0x811c9dc5u;
  unsigned image, level;
  for (image = 0; image < PRODUCTS_CLASS_COUNT; image++) printf("%s\n", products_classes[image]);
  for (image = 0; image < PRODUCTS_COUNT; image++) printf("%u ", (unsigned)PRODUCTS_READ(&products_labels[image]));
  printf("\n");
  for (image = 0; image < PRODUCTS_COUNT; image++) {
    for (level = 0; level < PRODUCTS_HEIGHT * PRODUCTS_WIDTH * PRODUCTS_CHANNELS; level++) {
      uint8_t value = PRODUCTS_READ(&products_images[image][level]);
      hash = (hash ^ value) * 0x01000193u;
      printf("%u ", (unsigned)value);
    }
  }
  for (image = 0; image < PRODUCTS_COUNT; image++) hash = (hash ^ PRODUCTS_READ(&products_labels[image])) * 0x01000193u;
  printf("\n%s\n", hash == PRODUCTS_CHECKSUM && PRODUCTS_INT8(0) == -128 && PRODUCTS_INT8(255) == 127 ? "right" : "wrong");
  return 0;
}
