# Reads the files of torchvision for R and compares them with the IDX files.     Rscript test_r.R LAYOUTS

root <- commandArgs(trailingOnly = TRUE)[1]

read_idx <- function(name, rank) {
  file <- gzfile(file.path(root, "data", paste0(name, ".gz")), "rb")
  on.exit(close(file))
  readBin(file, "raw", 4)
  sizes <- readBin(file, "integer", rank, size = 4, endian = "big")
  bytes <- as.integer(readBin(file, "raw", prod(sizes)))
  # The file's last dimension runs fastest, R's first.
  if (rank == 1) bytes else aperm(array(bytes, rev(sizes)))
}

for (split in list(c("training", "train"), c("test", "t10k"))) {
  pair <- readRDS(file.path(root, "all/mnist/processed", paste0(split[1], ".rds")))
  stopifnot(identical(pair[[1]], read_idx(paste0(split[2], "-images-idx3-ubyte"), 3)))
  stopifnot(identical(as.vector(pair[[2]]), read_idx(paste0(split[2], "-labels-idx1-ubyte"), 1)))
  stopifnot(length(pair[[2]]) > 0, is.null(names(pair)))
}
cat("R: training.rds and test.rds hold the IDX files' images and labels\n")
