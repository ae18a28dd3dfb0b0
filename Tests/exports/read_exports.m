% Opens the MAT-file of a dataset's export, and compares it with the IDX files.
folder = argv(){1};
function a = idx(pattern)
  path = glob(pattern){1};
  f = fopen(path, "r"); magic = fread(f, 4, "uint8"); n = fread(f, magic(4), "uint32", 0, "ieee-be")';
  a = fread(f, Inf, "uint8=>uint8"); fclose(f);
  if numel(n) > 1, a = permute(reshape(a, fliplr(n)), numel(n):-1:1); end
end
file = load([folder "/" argv(){2} "/products.mat"]);
splits = {"Train", "train"; "Validation", "validation"; "Test", "t10k"};
for i = 1:3
  if exist([folder "/data/" splits{i, 2} "-labels-idx1-ubyte"], "file")
    images = file.(["X" splits{i, 1}]);
    % Height, width, channels, images become images, height, width, channels.
    assert(isequal(squeeze(permute(images, [4 1 2 3])), idx([folder "/data/" splits{i, 2} "-images-idx*"])));
    assert(isequal(file.(["Y" splits{i, 1}])(:), idx([folder "/data/" splits{i, 2} "-labels-idx*"])));
  end
end
assert(isequal(strjoin(file.classes', "\n"), strtrim(fileread(fullfile(folder, "data", "classes.txt")))));
