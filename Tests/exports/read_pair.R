# Opens the pair of files for torchvision for R, and compares it with the list that read_exports.R has compared.
folder <- commandArgs(TRUE)[1]
products <- readRDS(file.path(folder, "rds", "products.rds"))
for (split in c("train", "test")) {
  name <- c(train = "training", test = "test")[[split]]
  pair <- readRDS(file.path(folder, "rds-torchvision", "mnist", "processed", paste0(name, ".rds")))
  stopifnot(identical(pair[[1]], products[[split]]$x), identical(pair[[2]], products[[split]]$y), is.null(names(pair)))
}
