package dev.swath.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.earthengine.Band;
import dev.swath.earthengine.ImageAsset;
import dev.swath.grid.OutputGrid;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.RasterGrid;
import dev.swath.job.FileName;
import dev.swath.job.Job;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/**
 * A STAC Item (version 1.1.0) for the file of an image. It depends only on the image, the job and the file, so that it
 * is the same whenever it is written.
 *
 * @param job that wanted the image
 * @param image as Earth Engine lists it
 * @param fingerprint of the image and the settings that change pixels
 * @param name of the file in the output, slashes between folders
 * @param file what the file says about itself
 * @param thumbnail name of its quicklook, if it has one
 */
public record StacItem(
        Job job, ImageAsset image, String fingerprint, String name, WrittenImage file, Optional<String> thumbnail) {

    /** The ending of an item's name, in place of {@code .tif}. */
    public static final String ENDING = ".json";

    /** Its media type. */
    public static final String MEDIA_TYPE = "application/geo+json";

    public static final String EARTH_ENGINE_ID = "swath:earth_engine_id";

    private static final String FEATURE = "swath:feature";

    private static final String COG = "image/tiff; application=geotiff; profile=cloud-optimized";

    /** The item as JSON. */
    public String json() {
        Footprint footprint = footprint();
        ObjectNode item = StacJson.object();
        item.put("type", "Feature");
        item.put("stac_version", StacJson.VERSION);
        ArrayNode extensions = item.putArray("stac_extensions");
        item.put("id", Href.id(name));
        item.put("collection", job.name());
        StacJson.geometry(item.putObject("geometry"), footprint);
        StacJson.numbers(item.putArray("bbox"), StacJson.degrees(footprint.bounds()));
        ObjectNode properties = item.putObject("properties");
        Acquisition acquisition = new Acquisition(image);
        describe(acquisition, properties);
        place(properties);
        processing(properties);
        ArrayNode links = item.putArray("links");
        link(links);
        ObjectNode assets = item.putObject("assets");
        boolean known = asset(assets.putObject("image"));
        thumbnail.ifPresent(quicklook -> assets.putObject("thumbnail")
                .put("href", Href.beside(quicklook))
                .put("type", "image/png")
                .put("title", "Quicklook")
                .putArray("roles")
                .add("thumbnail"));
        extensions.add(Extension.PROJECTION.uri()).add(Extension.RASTER.uri()).add(Extension.FILE.uri());
        extensions.add(Extension.PROCESSING.uri());
        if (known || acquisition.cloudCover().isPresent()) {
            extensions.add(Extension.EO.uri());
        }
        acquisition.gridCode().ifPresent(code -> extensions.add(Extension.GRID.uri()));
        return StacJson.write(item);
    }

    private void link(ArrayNode links) {
        String collection = Href.above(name, CollectionFile.nameOf(job));
        job.sidecars()
                .address()
                .ifPresent(address -> StacJson.link(links, "self", Href.absolute(address, nameOf(name)), MEDIA_TYPE));
        StacJson.link(links, "root", Href.above(name, StacCatalog.NAME), StacJson.MEDIA_TYPE);
        StacJson.link(links, "parent", collection, StacJson.MEDIA_TYPE);
        StacJson.link(links, "collection", collection, StacJson.MEDIA_TYPE);
        List<ImageAsset> sources = image.sources().isEmpty() ? List.of(image) : image.sources();
        sources.forEach(source ->
                StacJson.link(links, "derived_from", Provenance.source(source), StacJson.MEDIA_TYPE, source.assetId()));
        Provenance.terms(job.source())
                .ifPresent(terms -> StacJson.link(links, "license", terms, "text/html", "Terms of use"));
    }

    private Footprint footprint() {
        // An image that is not clipped has pixels in the whole rectangle of the grid.
        return Footprint.of(
                job.clip()
                        ? job.area().geometry()
                        : ProjectedArea.covering(file.grid()).lonLat(),
                image.footprint());
    }

    private void describe(Acquisition acquisition, ObjectNode properties) {
        properties.put("datetime", image.start().toString());
        properties.put("title", image.index());
        acquisition.platform().ifPresent(platform -> properties.put("platform", platform));
        acquisition.constellation().ifPresent(constellation -> properties.put("constellation", constellation));
        image.bands().stream()
                .filter(band -> job.bands().contains(band.id()))
                .mapToDouble(StacItem::metres)
                .min()
                .ifPresent(metres -> properties.put("gsd", metres));
        acquisition.cloudCover().ifPresent(percent -> properties.put("eo:cloud_cover", percent));
        acquisition.gridCode().ifPresent(code -> properties.put("grid:code", code));
        properties.put(EARTH_ENGINE_ID, image.assetId());
        image.feature().ifPresent(feature -> properties.put(FEATURE, feature));
        properties.put("swath:job", job.name());
        properties.put("swath:fingerprint", fingerprint);
    }

    private static double metres(Band band) {
        return metres(band.grid());
    }

    private static double metres(RasterGrid grid) {
        double side = Math.hypot(grid.transform().scaleX(), grid.transform().shearY());
        return grid.projection().isGeographic() ? side * OutputGrid.METRES_PER_DEGREE : side;
    }

    private void place(ObjectNode properties) {
        RasterGrid grid = file.grid();
        properties.put("proj:code", grid.projection().code());
        properties.putArray("proj:shape").add(grid.height()).add(grid.width());
        StacJson.numbers(
                properties.putArray("proj:transform"),
                grid.transform().scaleX(),
                grid.transform().shearX(),
                grid.transform().translateX(),
                grid.transform().shearY(),
                grid.transform().scaleY(),
                grid.transform().translateY());
        Envelope bounds = grid.bounds();
        StacJson.numbers(
                properties.putArray("proj:bbox"),
                bounds.getMinX(),
                bounds.getMinY(),
                bounds.getMaxX(),
                bounds.getMaxY());
    }

    private void processing(ObjectNode properties) {
        Acquisition.level(job.source().collectionOf(image.id()))
                .ifPresent(level -> properties.put("processing:level", level));
        properties.put(
                "processing:lineage",
                String.format(
                        Locale.ROOT,
                        "Pixels of %s by Earth Engine's %s: bands %s%s%s%s",
                        job.source().collection().orElse(image.id()),
                        job.computing().isNeeded() ? "computePixels" : "getPixels",
                        String.join(", ", job.bands()),
                        Provenance.computing(job.computing(), image),
                        job.visualization().isPresent() ? ", as a picture" : "",
                        job.clip() ? ", clipped to the area of the job" : ""));
        properties.putObject("processing:software").put("Swath", StacJson.softwareVersion());
    }

    /** Returns whether common names of the bands are known. */
    private boolean asset(ObjectNode asset) {
        boolean picture = job.visualization().isPresent();
        asset.put("href", Href.beside(name));
        asset.put("type", COG);
        asset.put("title", picture ? "Picture" : "Bands");
        ArrayNode roles = asset.putArray("roles").add("data");
        if (picture) {
            roles.add("visual");
        }
        asset.put("data_type", BandObject.dataType(file.type()));
        file.nodata().ifPresent(nodata -> StacJson.nodata(asset, nodata));
        asset.put("raster:sampling", "area");
        asset.put("raster:spatial_resolution", metres(file.grid()));
        asset.put("file:size", file.bytes());
        asset.put("file:checksum", file.checksum());
        ArrayNode bands = asset.putArray("bands");
        boolean known = false;
        for (int band = 0; band < file.bands().size(); band++) {
            known |= new BandObject(job, image, file).write(bands.addObject(), band);
        }
        return known;
    }

    /** The name of the item of a file, slashes between folders. */
    public static String nameOf(String image) {
        return FileName.beside(image, ENDING);
    }
}
