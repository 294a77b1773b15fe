"""proj.py SYSTEMS: for each line "CODE PARAMETERS" three places in the area of use of the code, and their coordinates by PROJ:
code, longitude, latitude, x, y. Without datum shifts that only PROJ's newer database knows: the parameters count."""
import math
import sys
import warnings

from pyproj import Transformer
from pyproj.database import query_crs_info

warnings.filterwarnings("ignore")
areas = {c.code: c.area_of_use for c in query_crs_info(auth_name="EPSG") if c.area_of_use}
for line in open(sys.argv[1]):
    code, parameters = line.rstrip("\n").split(" ", 1)
    area = areas.get(code.split(":")[1])
    if area is None:
        continue
    east = area.east + (360 if area.east < area.west else 0)
    # Without a shift: PROJ has others for some islands, of up to a metre.
    parameters = parameters.replace("+datum=NAD83", "+ellps=GRS80 +towgs84=0,0,0")
    to = Transformer.from_crs("+proj=longlat +datum=WGS84 +type=crs", parameters + " +type=crs", always_xy=True)
    for across, up in ((0.5, 0.5), (0.1, 0.1), (0.9, 0.8)):
        longitude = (area.west + (east - area.west) * across + 180) % 360 - 180
        latitude = area.south + (area.north - area.south) * up
        x, y = to.transform(longitude, latitude)
        if math.isfinite(x):
            print(code, repr(longitude), repr(latitude), repr(x), repr(y))
