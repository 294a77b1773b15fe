package dev.swath.stac;

/** The STAC extensions that items and collections use, in the versions for STAC 1.1.0. */
enum Extension {
    EO("eo/v2.0.0"),
    PROJECTION("projection/v2.0.0"),
    RASTER("raster/v2.0.0"),
    FILE("file/v2.1.0"),
    PROCESSING("processing/v1.2.0"),
    GRID("grid/v1.1.0");

    private final String path;

    Extension(String path) {
        this.path = path;
    }

    /** The URI of its schema, which identifies it. */
    String uri() {
        return "https://stac-extensions.github.io/" + path + "/schema.json";
    }
}
