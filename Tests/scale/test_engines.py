"""Compares datasets whose photos were converted in Ray and Dask with those of 'convert'.

    python test_engines.py FMBUILD FOLDER

FOLDER is as 'engines.py' left it.
"""

import logging

import pyarrow
from engines import PHOTOS, ROOT, compare, emptied, rows, said

COLUMNS = ("source", "label", "group", "split")


def photos_of(kind):
    return pyarrow.table([pyarrow.array(column, pyarrow.string()) for column in zip(*rows(kind))], names=COLUMNS)


def through_ray():
    """A table of paths through `map_batches` of Ray Data."""
    import fmbuild.ray
    import ray as engine
    import ray.data

    engine.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error", _temp_dir=str(ROOT / "ray"))
    logging.getLogger("ray.data").setLevel("ERROR")
    photos = engine.data.from_arrow(photos_of("folders")).repartition(12)
    fmbuild.ray.map(photos, root=str(PHOTOS)).write_parquet(str(emptied("images-ray")))
    engine.shutdown()
    compare(ROOT / "images-ray")
    said(f"Ray {engine.__version__}: as 'convert' does it")


def through_dask():
    """A table of paths with groups and splits through `map_partitions` of Dask."""
    import dask as engine
    import dask.dataframe
    import fmbuild.dask
    from fmbuild.records import IMAGES

    photos = dask.dataframe.from_pandas(photos_of("table").to_pandas(), npartitions=12)
    fmbuild.dask.map(photos, root=str(PHOTOS)).to_parquet(str(emptied("images-dask")), schema=IMAGES, write_index=False)
    compare(ROOT / "images-dask", "table")
    said(f"Dask {engine.__version__}: as 'convert' does it")


if __name__ == "__main__":
    through_ray()
    through_dask()
