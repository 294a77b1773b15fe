package dev.swath.job;

import static dev.swath.job.Setting.ofJob;

import java.util.List;

/** The settings that say which images and pixels are wanted. */
final class ImageSettings {

    /** Which images. */
    static final List<Setting> IMAGES = List.of(
            ofJob("collection", "Earth Engine id of the image collection", "", "COPERNICUS/S2_SR_HARMONIZED"),
            ofJob("image", "Earth Engine id of a single image, in place of a collection", "", "USGS/SRTMGL1_003"),
            ofJob(
                    "images",
                    "Earth Engine ids of images, separated by commas, in place of a collection",
                    "",
                    "USGS/SRTMGL1_003,users/me/dem"),
            ofJob(
                    "images.file",
                    "Path of a text file with such ids, one a line; lines that begin with # are left out",
                    "",
                    "ids.txt"),
            ofJob(
                    "area",
                    "west,south,east,north in degrees; centre LATITUDE,LONGITUDE side DEGREES; or the path of a"
                            + " GeoJSON file",
                    "",
                    "centre 8.3958,-82.4350 side 0.09"),
            ofJob(
                    "area.split",
                    "none: one file of each image for the whole area; feature: one for each feature of a GeoJSON file, with"
                            + " {feature} or {feature:NAME} in swath.file-name",
                    "none",
                    "feature"),
            ofJob(
                    "area.buffer",
                    "Metres by which the area is widened; lines and points need it; below 0, polygons shrink",
                    "",
                    "500"),
            ofJob(
                    "start",
                    "First instant of the time window: a date, a date and time (UTC unless it says otherwise), a period"
                            + " back from the run such as P30D, or now",
                    "",
                    "P30D"),
            ofJob("end", "End of the time window, exclusive; written like the start", "now", "2024-07-31"),
            ofJob(
                    "look-back",
                    "Period by which a relative start is moved back, for images that Earth Engine receives late",
                    "",
                    "P7D"),
            ofJob(
                    "filter",
                    "Condition on the properties of the images, in Earth Engine's filter language",
                    "",
                    "CLOUDY_PIXEL_PERCENTAGE < 85"),
            ofJob(
                    "min-coverage",
                    "Smallest share of the area that the footprint of an image must cover, 0 to 1",
                    "0",
                    "0.5"),
            ofJob(
                    "max-cloud-in-area",
                    "Largest share of cloudy pixels over the area, in percent of those with data; clouds are found as"
                            + " cloud-mask says, or as is usual for the collection. One small request for each image, whose"
                            + " answer is kept in the ledger",
                    "",
                    "20"),
            ofJob("one-per-day", "Whether only the best image of each day (UTC) and tile is taken", "false", "true"),
            ofJob(
                    "order",
                    "Order of the images of a run: listed (as Earth Engine lists them), oldest-first or newest-first",
                    "listed",
                    "newest-first"),
            ofJob(
                    "max-images",
                    "Most images that one run downloads, not counting images already stored; not set: all",
                    "",
                    "20"),
            ofJob(
                    "max-requests-per-run",
                    "Most pixel requests that a run may plan; a run that needs more stops before its first"
                            + " request. Not set: no limit",
                    "",
                    "5000"),
            ofJob(
                    "max-bytes-per-run",
                    "Most uncompressed bytes that a run may plan to request; a run that needs more stops before"
                            + " its first request. Not set: no limit",
                    "",
                    "50000000000"));

    /** Which pixels of them. */
    static final List<Setting> PIXELS = List.of(
            ofJob(
                    "bands",
                    "Bands in the order of the file, separated by commas: ids of stored bands, ready-made ones (ndvi,"
                            + " ndwi, mndwi, nbr, ndsi, evi, savi), or name=formula of bands and numbers with + - * / ^,"
                            + " comparisons, logic and functions",
                    "",
                    "B8,B4,ndvi=(B8-B4)/(B8+B4)"),
            ofJob(
                    "bands.check",
                    "Whether the bands are checked before anything is requested, where Swath knows those of the collection;"
                            + " false leaves it to the first images listed, for a band that Earth Engine has added since",
                    "true",
                    "false"),
            ofJob(
                    "type",
                    "Sample type of raw bands, such as int16 or float32: values are rounded and limited to it; not set:"
                            + " the bands' own, and of computed bands the smallest that holds what can come out",
                    "",
                    "int16"),
            ofJob(
                    "values",
                    "stored (as Earth Engine stores them) or scaled (physical values: scale and offset of the collection"
                            + " applied, such as reflectance from 0 to 1 and temperature in kelvin)",
                    "stored",
                    "scaled"),
            ofJob(
                    "cloud-mask",
                    "How clouds and their shadows are found, to be masked: scl, qa60, cloud-probability:40 or"
                            + " cloud-score-plus:0.6 for Sentinel-2, qa-pixel for Landsat; not set: they stay",
                    "",
                    "cloud-score-plus:0.6"),
            ofJob(
                    "composite",
                    "How the images of a period become one: median, mean, min, max, count, mosaic (the last of the listing),"
                            + " latest, quality:BAND (where that band is largest) or percentile:25; not set: each image"
                            + " is a file of its own",
                    "",
                    "median"),
            ofJob(
                    "composite.period",
                    "Which images go together: those of a period aligned with the calendar, such as P1M or P10D, in the"
                            + " job's time zone; or whole for all",
                    "",
                    "P1M"),
            ofJob(
                    "composite.open",
                    "Whether a period that has not ended is composed too, and again when it has more images",
                    "false",
                    "true"),
            ofJob(
                    "composite.grid",
                    "Reference system of composites, whose images may have several: utm (the zone of the middle of the area),"
                            + " first (that of the image acquired first) or an EPSG code; swath.crs beats it",
                    "utm",
                    "EPSG:32617"),
            ofJob(
                    "expression",
                    "Path of a JSON file with an expression of Earth Engine, as ee.serializer.encode or image.serialize() writes it,"
                            + " that makes the pixels: of each image if it uses ${image}, else once in a run, of ${collection},"
                            + " ${start}, ${end} and ${area}. bands names bands of its result, type their samples",
                    "",
                    "expression.json"),
            ofJob("cloud-mask.buffer", "How far around clouds pixels are masked too, in metres", "0", "100"),
            ofJob(
                    "visualization.min",
                    "Value that becomes 0 in a picture: one for all bands, or one for each. Without min and max"
                            + " the bands are delivered raw, in their own sample type",
                    "",
                    "0"),
            ofJob("visualization.max", "Value that becomes 255 in a picture; as many as min", "", "5000"),
            ofJob(
                    "visualization.gamma",
                    "Gamma correction of a picture: 1 for none, above 1 brightens; one for all bands, or one for each",
                    "1",
                    "1.35"),
            ofJob(
                    "visualization.palette",
                    "Palette for a single band: colours from min to max, separated by commas",
                    "",
                    "000000,ff0000"),
            ofJob("scale", "Side of a pixel in metres; not set: the band's own", "", "2"),
            ofJob(
                    "crs",
                    "Coordinate reference system of the files: native (the band's own), an EPSG code, or well-known text",
                    "native",
                    "EPSG:32617"),
            ofJob("clip", "Whether pixels outside the area are masked", "true", "false"),
            ofJob(
                    "clip.rule",
                    "Which pixels along its border belong to the area: centre (those whose centre does) or touched (all"
                            + " that it touches). An area without any centre takes the pixels it touches",
                    "centre",
                    "touched"),
            ofJob(
                    "outline.color",
                    "Colour of the border of the area in pictures, as #rrggbb or CSS name",
                    "blue",
                    "#ff0000"),
            ofJob("outline.width", "Width of that border in pixels; 0 paints none", "0", "2"),
            ofJob(
                    "render",
                    "Who clips a picture to the area and paints its outline: local (Swath, on the pixels that Earth Engine"
                            + " delivers) or server (Earth Engine: visualize, clip, paint)",
                    "local",
                    "server"),
            ofJob(
                    "mask",
                    "How files mark pixels without data: internal (a 1-bit mask for all bands), nodata (a value, in each"
                            + " band by itself) or none (every sample is kept, also outside the area); not set: internal"
                            + " for pictures and for whole numbers of one band or of 8 bits, otherwise nodata",
                    "",
                    "internal"),
            ofJob(
                    "mask.source",
                    "How to find out which samples Earth Engine has masked: auto (from the reply, or by requesting the mask if"
                            + " the reply can't tell), reply (zeros count as masked), request (always by requesting the mask,"
                            + " together with the values) or none (no sample is masked)",
                    "auto",
                    "reply"),
            ofJob(
                    "method",
                    "Method of Earth Engine that delivers pixels: auto (getPixels where nothing is computed), getPixels or"
                            + " computePixels",
                    "auto",
                    "computePixels"),
            ofJob(
                    "nodata",
                    "The value of pixels without data; sets mask to nodata. Not set: 0 for pictures, NaN for floating point,"
                            + " the largest value of unsigned and the smallest of signed whole numbers",
                    "",
                    "-9999"),
            ofJob(
                    "compression",
                    "Compression of the files: deflate, zstd (deflate on a machine without its native code), lzw or none",
                    "deflate",
                    "zstd"));

    private ImageSettings() {}
}
