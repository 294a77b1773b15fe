"""Writes the TIFF files that the reader's tests read, and what GDAL itself reads from them.

usage: layouts.py FOLDER

FOLDER/<type>/<layout>.tif   every layout of the same pixels
FOLDER/<type>.raw            those pixels: rows x columns x bands, little-endian
FOLDER/*.tif                 single files with masks, overviews, georeferences and the like
"""
import itertools
import os
import sys

import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
gdal.SetConfigOption("GDAL_PAM_ENABLED", "NO")
folder = sys.argv[1]
WIDTH, HEIGHT, BANDS = 75, 53, 3
TYPES = {
    "UINT8": ("u1", gdal.GDT_Byte),
    "INT8": ("i1", gdal.GDT_Byte),
    "UINT16": ("u2", gdal.GDT_UInt16),
    "INT16": ("i2", gdal.GDT_Int16),
    "UINT32": ("u4", gdal.GDT_UInt32),
    "INT32": ("i4", gdal.GDT_Int32),
    "FLOAT32": ("f4", gdal.GDT_Float32),
    "FLOAT64": ("f8", gdal.GDT_Float64),
}


def pixels(kind, bands=BANDS, height=HEIGHT, width=WIDTH):
    """Noise over the whole range of a type above, flat stripes below (long runs are what LZW finds hard)."""
    random = np.random.default_rng(7)
    kind = np.dtype(kind)
    if kind.kind == "f":
        noise = random.normal(0, 1000, (bands, height, width)).astype(kind)
    else:
        limits = np.iinfo(kind)
        noise = random.integers(limits.min, limits.max, (bands, height, width), dtype=kind, endpoint=True)
    noise[:, height // 2 :, :] = np.arange(height - height // 2).astype(kind)[None, :, None]
    return noise


def memory(array, gdal_type):
    bands, height, width = array.shape
    raster = gdal.GetDriverByName("MEM").Create("", width, height, bands, gdal_type)
    for band in range(bands):
        raster.GetRasterBand(band + 1).WriteArray(array[band].view("u1") if array.dtype == "i1" else array[band])
    return raster


def write(name, raster, *options, driver="GTiff"):
    path = os.path.join(folder, name)
    gdal.GetDriverByName(driver).CreateCopy(path, raster, options=list(options))
    return path


def raw(name, array):
    """(bands, rows, columns) to pixel-interleaved little-endian bytes."""
    little = array.astype(array.dtype.newbyteorder("<"))
    np.moveaxis(little, 0, -1).tofile(os.path.join(folder, name))


def predictors(name, kind, compression, endianness):
    if compression not in ("LZW", "DEFLATE"):
        return [1]
    if np.dtype(kind).kind != "f":
        return [1, 2]
    # GDAL 3.6 itself does not read back what it writes big-endian with predictor 3.
    return [1, 2, 3] if endianness == "LITTLE" else [1, 2]


def matrix():
    for name, (kind, gdal_type) in TYPES.items():
        os.mkdir(os.path.join(folder, name))
        array = pixels(kind)
        raster = memory(array, gdal_type)
        for compression, endianness, interleave, shape, size in itertools.product(
            ["NONE", "LZW", "DEFLATE", "PACKBITS"],
            ["LITTLE", "BIG"],
            ["PIXEL", "BAND"],
            [["BLOCKYSIZE=7"], ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=32"]],
            ["CLASSIC", "BIGTIFF"],
        ):
            for predictor in predictors(name, kind, compression, endianness):
                layout = "-".join(
                    [compression, str(predictor), endianness, interleave, "tiles" if len(shape) > 1 else "strips", size]
                )
                options = shape + [
                    "COMPRESS=" + compression,
                    "ENDIANNESS=" + endianness,
                    "INTERLEAVE=" + interleave,
                    "BIGTIFF=" + ("YES" if size == "BIGTIFF" else "NO"),
                ]
                if predictor > 1:
                    options.append("PREDICTOR=%d" % predictor)
                if name == "INT8":
                    options.append("PIXELTYPE=SIGNEDBYTE")
                path = write("%s/%s.tif" % (name, layout.lower()), raster, *options)
                back = gdal.Open(path).ReadAsArray()
                assert np.array_equal(back.view(array.dtype), array), path
        raw(name + ".raw", array)


def placed(raster, epsg, transform):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    raster.SetProjection(reference.ExportToWkt())
    raster.SetGeoTransform(transform)
    return raster


def georeferences():
    small = pixels("u1", 1, 20, 30)
    for name, epsg, transform, options in [
        ("utm", 32617, (337030, 10, 0, 933340, 0, -10), []),
        ("utm-point", 32617, (337030, 10, 0, 933340, 0, -10), ["GEOTIFF_VERSION=1.1"]),
        ("mercator", 3857, (-9176000.25, 2.5, 0, 941000.75, 0, -2.5), []),
        ("degrees", 4326, (-82.48, 0.0001, 0, 8.4408, 0, -0.0001), []),
        ("rotated", 32717, (300000, 8, 6, 9000000, 6, -8), []),
        ("lambert", 2154, (650000, 10, 0, 6860000, 0, -10), []),
    ]:
        raster = placed(memory(small, gdal.GDT_Byte), epsg, transform)
        if name == "utm-point":
            raster.SetMetadataItem("AREA_OR_POINT", "Point")
        write(name + ".tif", raster, *options)


def described():
    """A COG as our own jobs store it: mask, overviews, metadata; and a float raster with nodata."""
    array = pixels("u1", 3, 700, 900)
    raster = placed(memory(array, gdal.GDT_Byte), 32617, (337030, 10, 0, 933340, 0, -10))
    for band, text in enumerate(["B8A", "B6 <red edge>", "B5 & \u00e9t\u00e9"]):
        raster.GetRasterBand(band + 1).SetDescription(text)
    raster.SetMetadata({"acquired": "2024-01-10T16:06:21Z", "CLOUDY_PIXEL_PERCENTAGE": "12.5", "quoted": "a \"b\" <c>"})
    raster.GetRasterBand(1).SetMetadataItem("wavelength", "864.7")
    raster.CreateMaskBand(gdal.GMF_PER_DATASET)
    mask = np.fromfunction(lambda row, column: ((row - 350) ** 2 + (column - 450) ** 2 < 300**2), (700, 900))
    raster.GetRasterBand(1).GetMaskBand().WriteArray(mask.astype("u1") * 255)
    path = write("cog.tif", raster, "COMPRESS=DEFLATE", "PREDICTOR=2", "BLOCKSIZE=256", driver="COG")
    stored = gdal.Open(path)
    raw("cog.raw", stored.ReadAsArray())
    raw("cog-mask.raw", (stored.GetRasterBand(1).GetMaskBand().ReadAsArray() // 255)[None])
    raw("cog-overview.raw", np.stack([stored.GetRasterBand(b + 1).GetOverview(0).ReadAsArray() for b in range(3)]))
    for name, value in [("nodata-nan", float("nan")), ("nodata-negative", -9999), ("nodata-infinite", float("-inf"))]:
        raster = memory(pixels("f4", 1, 20, 30), gdal.GDT_Float32)
        raster.GetRasterBand(1).SetNoDataValue(value)
        write(name + ".tif", raster)


def peculiar():
    write("bits.tif", memory((pixels("u1", 1) > 99).astype("u1"), gdal.GDT_Byte), "NBITS=1", "COMPRESS=PACKBITS")
    raw("bits.raw", gdal.Open(os.path.join(folder, "bits.tif")).ReadAsArray()[None])
    sparse = gdal.GetDriverByName("GTiff").Create(
        os.path.join(folder, "sparse.tif"), 200, 100, 1, gdal.GDT_Int16,
        ["SPARSE_OK=YES", "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64", "COMPRESS=DEFLATE"])
    sparse.GetRasterBand(1).SetNoDataValue(-7)
    sparse.GetRasterBand(1).WriteArray(np.full((10, 10), 3, "i2"), 70, 70)
    sparse = None
    raw("sparse.raw", gdal.Open(os.path.join(folder, "sparse.tif")).ReadAsArray()[None])
    write("many-bands.tif", memory(pixels("u2", 13, 40, 30), gdal.GDT_UInt16), "INTERLEAVE=PIXEL", "COMPRESS=LZW")
    write("jpeg.tif", memory(pixels("u1"), gdal.GDT_Byte), "COMPRESS=JPEG")
    write("complex.tif", memory(pixels("f4", 1).astype("c8"), gdal.GDT_CFloat32))


matrix()
georeferences()
described()
peculiar()
