"""Photos to images in Dask."""

from __future__ import annotations

from typing import Any

from ._program import Options, option_arguments


def map(photos: Any, root: str | None = None, options: Options = ()) -> Any:
    """Returns a data frame of images: one row for each photo, with the columns of `fmbuild map`.

    :param photos: a `dask.dataframe` with `source`, the path of each photo, and as you like `label`, `group`,
        `split` and `content`.
    :param root: where the files of photos without content are: a folder that every worker sees, or a URI such as
        `s3://bucket/photos`.
    :param options: of `convert` under "Photos to images": `{"fast": True}` or `["--fast"]`.
    """
    from .records import IMAGES

    return photos.map_partitions(
        _map_partition, root=root, options=option_arguments(options), meta=IMAGES.empty_table().to_pandas()
    )


def _map_partition(frame: Any, root: str | None, options: list[str]) -> Any:
    import pyarrow as pa

    from .records import PHOTOS, map_table

    columns = [name for name in PHOTOS.names if name in frame.columns]
    return map_table(pa.Table.from_pandas(frame[columns], preserve_index=False), root, options).to_pandas()
