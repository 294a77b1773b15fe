"""Shifted copies of a real image, and what numpy makes of all three.

Usage: composites.py IMAGE FOLDER. Writes copies into FOLDER, and beside it ndvi, median and percentile as little-endian doubles:
200 columns and 150 rows from column 50 and row 60 of the image, -9999 where nothing is valid.
"""

import os
import sys
import warnings

import numpy as np
from osgeo import gdal

gdal.UseExceptions()
source, folder = sys.argv[1:]
SHIFTS = [(0, 0), (3, -2), (-7, 5)]
DATES = ["20160112", "20160122", "20160201"]
COLUMN, ROW, WIDTH, HEIGHT = 50, 60, 200, 150

image = gdal.Open(source)
left, side, _, top, _, height = image.GetGeoTransform()
names = [image.GetRasterBand(i + 1).GetDescription() for i in range(image.RasterCount)]


def read(name, shift):
    """A band of a copy on the window, not a number where it is nodata."""
    band = image.GetRasterBand(names.index(name) + 1)
    part = band.ReadAsArray(COLUMN - shift[0], ROW - shift[1], WIDTH, HEIGHT).astype("f8")
    if band.GetNoDataValue() is not None:
        part[part == band.GetNoDataValue()] = np.nan
    return part


def write(name, values):
    np.where(np.isnan(values), -9999, values).astype("<f8").tofile(os.path.join(os.path.dirname(folder), name))


for date, (x, y) in zip(DATES, SHIFTS):
    bounds = [left + x * side, top + y * height]
    bounds += [bounds[0] + image.RasterXSize * side, bounds[1] + image.RasterYSize * height]
    gdal.Translate(os.path.join(folder, date + ".tif"), image, outputBounds=bounds)

infrared, red = read("B8A", (0, 0)), read("B5", (0, 0))
write("ndvi", (infrared - red) / (infrared + red))
dark = [np.where(read("B11", shift) < 1200, read("B8A", shift), np.nan) for shift in SHIFTS]
with warnings.catch_warnings():
    warnings.simplefilter("ignore", RuntimeWarning)  # Pixels that are masked in all images.
    write("median", np.nanmedian(dark, axis=0))
    write("percentile", np.nanpercentile([read("B12", shift) for shift in SHIFTS], 30, axis=0))
