"""Photos to images in Spark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ._program import Options, option_arguments

if TYPE_CHECKING:
    import pyarrow as pa

_SPARK_TYPES = {"string": "string", "binary": "binary", "int32": "int", "double": "double"}


def map(photos: Any, root: str | None = None, options: Options = ()) -> Any:
    """Returns a DataFrame of images: one row for each photo, with the columns of `fmbuild map`.

    :param photos: a DataFrame with `source`, the path of each photo, and as you like `label`, `group`, `split` and
        `content`.
    :param root: where the files of photos without content are: a folder that every executor sees, or a URI such as
        `s3://bucket/photos`.
    :param options: of `convert` under "Photos to images": `{"fast": True}` or `["--fast"]`.
    """
    from . import records

    arguments = option_arguments(options)
    schema = ", ".join(f"`{field.name}` {_SPARK_TYPES[str(field.type)]}" for field in records.IMAGES)

    def images(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        with records.Mapper(arguments) as mapper:
            for batch in batches:
                # Spark's own batches may have 10,000 rows, which are too many photos for a worker's memory.
                for start in range(0, len(batch), records.PHOTOS_PER_BATCH):
                    part = batch.slice(start, records.PHOTOS_PER_BATCH)
                    yield mapper(part if root is None else records.with_content(part, root))

    return photos.mapInArrow(images, schema)
