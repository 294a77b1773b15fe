#!/usr/bin/python3
"""What a user would write in place of Swath: lists a collection, asks computePixels for each image at 2 m in strips that fit
the request limit, and writes a GeoTIFF with rasterio. No overviews, no mask, no retries, no resume.

    script.py URL FOLDER IMAGES
"""
import math
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import rasterio
import requests
from rasterio.io import MemoryFile
from rasterio.transform import from_origin
from rasterio.warp import transform_bounds
from rasterio.windows import Window

URL, FOLDER, IMAGES = sys.argv[1], sys.argv[2], int(sys.argv[3])
COLLECTION = "COPERNICUS/S2_SR_HARMONIZED"
PROJECT = "projects/bench"
CENTRE_LAT, CENTRE_LON, SIDE, SCALE, NATIVE = 8.3958, -82.4350, 0.09, 2, 10
LIMIT = 48 * 1024 * 1024
THREADS = 20

west, south, east, north = (CENTRE_LON - SIDE / 2, CENTRE_LAT - SIDE / 2, CENTRE_LON + SIDE / 2, CENTRE_LAT + SIDE / 2)
left, bottom, right, top = transform_bounds("EPSG:4326", "EPSG:32617", west, south, east, north, densify_pts=21)
left, top = math.floor(left / NATIVE) * NATIVE, math.ceil(top / NATIVE) * NATIVE
width = math.ceil((right - left) / NATIVE) * NATIVE // SCALE
height = math.ceil((top - bottom) / NATIVE) * NATIVE // SCALE
strip_rows = LIMIT // (width * 3 * 2)

session = requests.Session()
session.mount("http://", requests.adapters.HTTPAdapter(pool_connections=THREADS, pool_maxsize=THREADS))


def list_images():
    area = "{'type':'Polygon','coordinates':[[[%f,%f],[%f,%f],[%f,%f],[%f,%f],[%f,%f]]]}" % (
        west, south, east, south, east, north, west, north, west, south)
    query = {
        "pageSize": 1000,
        "filter": 'startTime >= "2024-01-01T00:00:00Z" AND endTime < "2024-07-31T00:00:00Z" AND intersects("%s") '
                  "AND properties.CLOUDY_PIXEL_PERCENTAGE < 85" % area}
    reply = session.get(f"{URL}/v1/projects/earthengine-public/assets/{COLLECTION}:listAssets", params=query, timeout=300)
    reply.raise_for_status()
    return [asset["name"] for asset in reply.json()["assets"]][:IMAGES]


def call(function, **arguments):
    return {"functionInvocationValue": {"functionName": function, "arguments": arguments}}


def constant(value):
    return {"constantValue": value}


def expression(name):
    box = call("GeometryConstructors.Polygon", evenOdd=constant(True), coordinates=constant(
        [[[west, south], [east, south], [east, north], [west, north]]]))
    image = call("Image.clip", input=call("Image.load", id=constant(name)), geometry=box)
    picture = call("Image.visualize", image=image, bands=constant(["B8", "B4", "B3"]), min=constant(0), max=constant(5000),
                   gamma=constant([1.35, 1.35, 1.35]))
    return {"result": "0", "values": {"0": picture}}


def strip(name, first):
    rows = min(strip_rows, height - first)
    body = {
        "expression": expression(name),
        "fileFormat": "GEO_TIFF",
        "grid": {
            "dimensions": {"width": width, "height": rows},
            "affineTransform": {"scaleX": SCALE, "shearX": 0, "translateX": left, "shearY": 0, "scaleY": -SCALE,
                                "translateY": top - first * SCALE},
            "crsCode": "EPSG:32617"}}
    reply = session.post(f"{URL}/v1/{PROJECT}/image:computePixels", json=body, timeout=300)
    reply.raise_for_status()
    return first, rows, reply.content


def download(name, pool):
    path = os.path.join(FOLDER, name.rsplit("/", 1)[1] + "_L2A.tif")
    profile = {"driver": "GTiff", "width": width, "height": height, "count": 3, "dtype": "uint8", "crs": "EPSG:32617",
               "transform": from_origin(left, top, SCALE, SCALE), "compress": "deflate", "tiled": True,
               "blockxsize": 512, "blockysize": 512, "photometric": "rgb"}
    with rasterio.open(path, "w", **profile) as out:
        for first, rows, content in pool.map(lambda first: strip(name, first), range(0, height, strip_rows)):
            with MemoryFile(content) as memory, memory.open() as part:
                out.write(part.read(), window=Window(0, first, width, rows))


def main():
    os.makedirs(FOLDER, exist_ok=True)
    names = list_images()
    with ThreadPoolExecutor(THREADS) as requests_pool, ThreadPoolExecutor(8) as images:
        list(images.map(lambda name: download(name, requests_pool), names))
    print(f"{len(names)} images")


main()
