# Opens rds and csv of a dataset's exports without any package, and compares them with the IDX files.
folder <- commandArgs(TRUE)[1]
stems <- c(train = "train", validation = "validation", test = "t10k")

read_idx <- function(pattern) {
  path <- list.files(file.path(folder, "data"), pattern, full.names = TRUE)
  stopifnot(length(path) == 1)
  file <- file(path, "rb")
  on.exit(close(file))
  rank <- readBin(file, "raw", 4)[4]
  sizes <- readBin(file, "integer", as.integer(rank), endian = "big")
  content <- readBin(file, "integer", prod(sizes), size = 1, signed = FALSE)
  aperm(array(content, rev(sizes)), rev(seq_along(sizes)))
}

products <- readRDS(file.path(folder, "rds", "products.rds"))
splits <- names(stems)[file.exists(file.path(folder, "data", paste0(stems, "-labels-idx1-ubyte")))]
stopifnot(
  identical(names(products), c(splits, "classes")),
  identical(products$classes, readLines(file.path(folder, "data", "classes.txt"), encoding = "UTF-8"))
)
for (split in splits) {
  images <- read_idx(paste0("^", stems[[split]], "-images"))
  labels <- read_idx(paste0("^", stems[[split]], "-labels"))
  stopifnot(identical(products[[split]]$x, images), identical(products[[split]]$y, labels))
  table <- read.csv(file.path(folder, "csv", paste0(split, ".csv")))
  # A row of the table is an image row by row; R counts the other way round.
  rows <- t(apply(images, 1, function(image) as.vector(aperm(image))))
  stopifnot(all(as.matrix(table[, -1]) == rows), all(table$label == labels))
}
