"""Makes rasters, and holds files of Swath against them: with rasterio and PROJ alone, nothing of Swath.

rasters.py make FOLDER                                  one raster for each case
rasters.py check FILE SOURCE W,S,E,N|POLYGON.geojson    prints, for each band, the pixels that are lost, too many or wrong
"""
import json
import sys

import numpy as np
import rasterio
from pyproj import Transformer
from rasterio.transform import Affine

# Parts of a pixel by which a centre on a border is moved to the lower right: docs/output.md, "The pixels".
TOLERANCE = 1e-6
UTM = "EPSG:32617"
SECOND = 1 / 3600
NORTH_UP = Affine(10, 0, 341500, 0, -10, 928850)
SOUTH_UP = Affine(10, 0, 341500, 0, 10, 927850)
TURNED = Affine(10, 0, 341500, 0, -10, 928850) * Affine.translation(50, 50) * Affine.rotation(17) * Affine.translation(-70, -70)
# Pixel centres on whole seconds.
SECONDS = Affine(SECOND, 0, -82.45 - SECOND / 2, 0, -SECOND, 8.41 + SECOND / 2)


def case(dtype, nodata=None, bands=1, crs=UTM, transform=NORTH_UP, side=100, low=None, high=None, **tags):
    return dict(dtype=dtype, nodata=nodata, bands=bands, crs=crs, transform=transform, side=side, low=low, high=high, tags=tags)


CASES = {
    "uint8": case("uint8", 255),
    "uint8_without_masks": case("uint8"),
    "int16": case("int16", -9999, low=-300, high=300),
    "uint16": case("uint16", 65535),
    "int32": case("int32", -(2**31)),
    "uint32": case("uint32", 2**32 - 1),
    "float32": case("float32", -9999),
    "float64": case("float64", -1e300),
    "seconds": case("int16", -9999, crs="EPSG:4326", transform=SECONDS, side=180, low=-50, high=50),
    "two_bands": case("uint16", 65535, bands=2),
    "twenty_bands": case("uint16", 65535, bands=20),
    "five_bands_of_bytes": case("uint8", 255, bands=5),
    "south_up": case("int16", -9999, transform=SOUTH_UP),
    "turned": case("uint16", 65535, transform=TURNED, side=140),
    "point": case("int16", -9999, AREA_OR_POINT="Point"),
    "web_mercator": case("uint8", 255, crs="EPSG:3857", transform=Affine(20, 0, -9178000, 0, -20, 938500), side=120),
}


def values(rng, spec):
    shape = (spec["bands"], spec["side"], spec["side"])
    kind = np.dtype(spec["dtype"]).kind
    if kind == "f":
        data = rng.normal(size=shape).astype(spec["dtype"])
    else:
        info = np.iinfo(spec["dtype"])
        low = info.min + 1 if spec["low"] is None else spec["low"]
        high = info.max - 1 if spec["high"] is None else spec["high"]
        data = rng.integers(low, high, shape, endpoint=True).astype(spec["dtype"])
    data[rng.random(shape) < 0.2] = 0
    if spec["nodata"] is not None:
        data[rng.random(shape) < 0.2] = spec["nodata"]
    return data


def make(folder):
    rng = np.random.default_rng(20240110)
    for day, (name, spec) in enumerate(CASES.items(), start=1):
        path = "%s/202401%02dT160000_%s.tif" % (folder, day, name)
        profile = dict(driver="GTiff", width=spec["side"], height=spec["side"], count=spec["bands"], dtype=spec["dtype"],
                       crs=spec["crs"], transform=spec["transform"], nodata=spec["nodata"], interleave="band", compress="deflate")
        with rasterio.open(path, "w", **profile) as out:
            out.write(values(rng, spec))
            out.update_tags(**spec["tags"])


def rings(area):
    if area[0] in "-0123456789":
        west, south, east, north = map(float, area.split(","))
        return [[(west, south), (east, south), (east, north), (west, north), (west, south)]]
    with open(area) as text:
        return json.load(text)["coordinates"]


def inside(lon, lat, area):
    """Even-odd rule; an edge counts for the points on its southern end, not for those on its northern one."""
    odd = np.zeros(lon.shape, bool)
    for ring in rings(area):
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            if y1 == y2:
                continue
            crosses = (y1 <= lat) != (y2 <= lat)
            odd ^= crosses & (lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1))
    return odd


def check(file, source, area):
    with rasterio.open(file) as out, rasterio.open(source) as src:
        columns, rows = np.meshgrid(np.arange(out.width) + 0.5, np.arange(out.height) + 0.5)
        lon, lat = out.transform * (columns + TOLERANCE, rows + TOLERANCE)
        if out.crs.to_epsg() != 4326:
            lon, lat = Transformer.from_crs(out.crs.to_wkt(), "EPSG:4326", always_xy=True).transform(lon, lat)
        wanted = inside(lon, lat, area)
        x, y = out.transform * (columns, rows)
        if out.crs.to_epsg() != src.crs.to_epsg():
            x, y = Transformer.from_crs(out.crs.to_wkt(), src.crs.to_wkt(), always_xy=True).transform(x, y)
        column, row = ~src.transform * (x, y)
        column, row = np.floor(column + 1e-9).astype(int), np.floor(row + 1e-9).astype(int)
        within = (column >= 0) & (row >= 0) & (column < src.width) & (row < src.height)
        at = np.where(within, row, 0), np.where(within, column, 0)
        for band in range(1, out.count + 1):
            expected = wanted & within & (src.read_masks(band)[at] > 0)
            found = out.read_masks(band) > 0
            data, truth = out.read(band), src.read(band)[at]
            if data.dtype.kind == "f":
                found &= ~np.isnan(data)
            print("valid", int(expected.sum()), "lost", int((expected & ~found).sum()), "extra", int((found & ~expected).sum()),
                  "wrong", int((expected & found & (data != truth)).sum()))


if sys.argv[1] == "make":
    make(sys.argv[2])
else:
    check(*sys.argv[2:5])
