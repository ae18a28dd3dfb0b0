"""Photos to images in Ray Data."""

from __future__ import annotations

from typing import Any

from ._program import Options, option_arguments


def map(photos: Any, root: str | None = None, options: Options = (), **settings: Any) -> Any:
    """Returns a dataset of images: one row for each photo, with the columns of `fmbuild map`.

    :param photos: a `ray.data.Dataset` with `source`, the path of each photo, and as you like `label`, `group`,
        `split` and `content`.
    :param root: where the files of photos without content are: a folder that every node sees, or a URI such as
        `s3://bucket/photos`.
    :param options: of `convert` under "Photos to images": `{"fast": True}` or `["--fast"]`.
    :param settings: of Ray's `map_batches`, such as `num_cpus`.
    """
    from .records import PHOTOS_PER_BATCH, map_table

    arguments = {"root": root, "options": option_arguments(options)}
    settings = {"batch_size": PHOTOS_PER_BATCH, "batch_format": "pyarrow", **settings}
    return photos.map_batches(map_table, fn_kwargs=arguments, **settings)
