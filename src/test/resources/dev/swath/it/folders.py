"""folders.py FOLDER: three folders of GeoTIFFs, as an emulator serves them: a farm, an elevation model, a vegetation index."""
import os
import sys

import numpy as np
import rasterio
from rasterio.transform import Affine

SECOND = 1 / 3600
SINUSOIDAL = "+proj=sinu +lon_0=0 +x_0=0 +y_0=0 +R=6371007.181 +units=m +no_defs"
MODIS = 231.65635826395834
rng = np.random.default_rng(7)


def write(path, data, crs, transform, names, nodata=None):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    bands, height, width = data.shape
    with rasterio.open(path, "w", driver="GTiff", width=width, height=height, count=bands, dtype=data.dtype, crs=crs,
                       transform=transform, nodata=nodata, compress="deflate") as out:
        out.write(data)
        out.descriptions = names


def integers(low, high, shape, dtype):
    return rng.integers(low, high, shape, endpoint=True).astype(dtype)


folder = sys.argv[1]
# The second image has only the eastern field.
write(folder + "/farm/20240105T160000_whole.tif", integers(1, 9000, (1, 100, 100), "uint16"), "EPSG:32617",
      Affine(10, 0, 341500, 0, -10, 928850), ["B8"], nodata=0)
write(folder + "/farm/20240110T160000_east.tif", integers(1, 9000, (1, 100, 30), "uint16"), "EPSG:32617",
      Affine(10, 0, 342300, 0, -10, 928850), ["B8"], nodata=0)
# Elevations of 0 m and below are data; the grid lies half a pixel outside of whole degrees.
write(folder + "/dem/20110101T000000_N08W083.tif", integers(-20, 400, (1, 400, 400), "int16"), "EPSG:4326",
      Affine(SECOND, 0, -82.5 - SECOND / 2, 0, -SECOND, 8.5 + SECOND / 2), ["DEM"])
write(folder + "/modis/20240101T000000_h09v08.tif", integers(-2000, 10000, (2, 160, 160), "int16"), SINUSOIDAL,
      Affine(MODIS, 0, -9096218.563592585, 0, -MODIS, 968323.577543346), ["NDVI", "EVI"], nodata=-3000)
