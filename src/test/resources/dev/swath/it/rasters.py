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


# MODIS: a sphere.
SINUSOIDAL = "+proj=sinu +lon_0=0 +x_0=0 +y_0=0 +R=6371007.181 +units=m +no_defs"
MODIS_PIXEL = 463.3127165279167
WORLD = 20037508.342789244
# Of reference systems whose map goes on with the same places again: after how many units.
CYCLES = {4326: 360, 3857: 2 * WORLD}


def north_up(x, y, pixel):
    return Affine(pixel, 0, x, 0, -pixel, y)


def case(dtype, nodata=None, bands=1, crs=UTM, transform=NORTH_UP, side=100, rows=None, low=None, high=None, **tags):
    return dict(dtype=dtype, nodata=nodata, bands=bands, crs=crs, transform=transform, side=side, rows=rows or side, low=low,
                high=high, tags=tags)


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
    "sinusoidal": case("int16", -28672, crs=SINUSOIDAL, transform=north_up(-9096218.5636, 968323.5775, MODIS_PIXEL), side=120),
    "albers": case("uint8", 0, crs="EPSG:5070", transform=north_up(500000, 1800000, 30)),
    "antarctic": case("int16", -9999, crs="EPSG:3031", transform=north_up(-2000000, 1000000, 240)),
    "south_pole": case("int16", -9999, crs="EPSG:3031", transform=north_up(-24000, 24000, 480)),
    "arctic": case("float32", -9999, crs="EPSG:3413", transform=north_up(-1000000, 1200000, 1000)),
    "europe": case("uint16", 65535, crs="EPSG:3035", transform=north_up(4321000, 3210000, 10)),
    "alaska": case("int16", -9999, crs="EPSG:3338", transform=north_up(-1760000, 600000, 300)),
    "west_of_180": case("uint16", 65535, crs="EPSG:32701", transform=north_up(178060, 8141280, 10), side=324, rows=228),
    "degrees_to_180": case("int16", -9999, crs="EPSG:4326", transform=north_up(179.9, -16.7, 0.001)),
    "degrees_from_180": case("int16", -9999, crs="EPSG:4326", transform=north_up(-180, -16.7, 0.001)),
    "world": case("int16", -9999, crs="EPSG:4326", transform=north_up(-180, 90, 1), side=360, rows=180),
    "world_from_greenwich": case("int16", -9999, crs="EPSG:4326", transform=north_up(0, 90, 1), side=360, rows=180),
    "world_in_mercator": case("uint8", 255, crs="EPSG:3857", transform=north_up(-WORLD, WORLD, WORLD / 128), side=256),
    "transverse": case("int16", -9999, crs="+proj=tmerc +lat_0=0 +lon_0=-82.4 +k=1 +x_0=200000 +y_0=0 +ellps=WGS84",
                       transform=north_up(196000, 929000, 10)),
}


def values(rng, spec):
    shape = (spec["bands"], spec["rows"], spec["side"])
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
        profile = dict(driver="GTiff", width=spec["side"], height=spec["rows"], count=spec["bands"], dtype=spec["dtype"],
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


def boundaries(area):
    """The rings, with longitudes that go on beyond 180 degrees."""
    found = rings(area)
    if area[0] in "-0123456789" and found[0][1][0] < found[0][0][0]:
        found = [[(x + 360 if x < found[0][0][0] else x, y) for x, y in found[0]]]
    return found


def inside(lon, lat, area):
    """Even-odd rule; an edge counts for the points on its southern end, not for those on its northern one."""
    odd = np.zeros(lon.shape, bool)
    middle = sum(x for x, _ in boundaries(area)[0][:2]) / 2
    lon = middle + (lon - middle + 180) % 360 - 180
    for ring in boundaries(area):
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
        if out.crs.to_epsg() == 4326:
            lon = (lon + 180) % 360 - 180
        else:
            lon, lat = Transformer.from_crs(out.crs.to_wkt(), "EPSG:4326", always_xy=True).transform(lon, lat)
        wanted = inside(lon, lat, area)
        x, y = out.transform * (columns, rows)
        if src.crs.to_epsg() in CYCLES and out.crs == src.crs:
            x = src.bounds.left + (x - src.bounds.left) % CYCLES[src.crs.to_epsg()]
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
