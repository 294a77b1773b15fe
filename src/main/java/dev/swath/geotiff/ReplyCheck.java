package dev.swath.geotiff;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.OutputGrid;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.locationtech.jts.geom.Coordinate;

/**
 * Compares a reply with its request: size, bands, sample type, reference system, position and, if the reply has any, names of
 * the bands. Each message names both values.
 */
final class ReplyCheck {

    /** How far apart two descriptions of a reference system may put a place, in pixels. */
    private static final double SAME_PLACE = 0.001;

    private ReplyCheck() {}

    /**
     * Checks a reply.
     *
     * @param reply the reply
     * @param request the requested pixels
     * @param bands number of bands
     * @param type of their samples
     * @param names of the bands; empty if they do not matter
     * @throws TiffException if it holds other pixels, or does not say which pixels it holds
     */
    static void require(TiffImage reply, RasterGrid request, int bands, SampleType type, List<String> names)
            throws TiffException {
        boolean same = reply.width() == request.width()
                && reply.height() == request.height()
                && reply.bands() == bands
                && reply.type() == type;
        if (!same) {
            throw new TiffException(String.format(
                    Locale.ROOT,
                    "the reply has %d x %d pixels with %d bands of %s instead of %d x %d with %d of %s",
                    reply.width(),
                    reply.height(),
                    reply.bands(),
                    reply.type(),
                    request.width(),
                    request.height(),
                    bands,
                    type));
        }
        requireReferenceSystem(reply, request);
        requirePlace(reply, request);
        requireNames(reply, names);
    }

    private static void requireReferenceSystem(TiffImage reply, RasterGrid request) throws TiffException {
        Projection asked = request.projection();
        OptionalInt code = reply.epsg();
        boolean same = asked.epsg().isPresent() ? code.equals(asked.epsg()) : isDescribed(reply, request);
        if (!same) {
            String described = reply.projection()
                    .map(system -> " but is in " + system.code())
                    .orElse("");
            String found = code.isPresent()
                    ? "is in EPSG:" + code.getAsInt()
                    : "names no EPSG code for its reference system" + described;
            throw new TiffException("the reply " + found + "; " + asked.code() + " was requested");
        }
    }

    /** Whether the keys of a reply describe the requested system: they give the same places, or are of a kind not known here. */
    private static boolean isDescribed(TiffImage reply, RasterGrid request) {
        if (reply.geoKeys().isEmpty() || reply.epsg().isPresent()) {
            return false;
        }
        Optional<Projection> found = reply.projection();
        if (found.isEmpty() || found.get().equals(request.projection())) {
            return true;
        }
        Coordinate middle = request.bounds().centre();
        Coordinate lonLat = request.projection().unproject(middle.x, middle.y);
        Coordinate there = found.get().project(lonLat.x, lonLat.y);
        double pixel = Math.abs(request.transform().scaleX())
                + Math.abs(request.transform().shearX());
        return there.distance(middle) <= SAME_PLACE * pixel;
    }

    private static void requirePlace(TiffImage reply, RasterGrid request) throws TiffException {
        AffineTransform asked = request.transform();
        Optional<AffineTransform> found = reply.transform();
        if (found.isEmpty()) {
            throw new TiffException(
                    "the reply does not say where its pixels are; those of " + asked + " were requested");
        }
        double farthest = 0;
        for (int corner = 0; corner < 4; corner++) {
            double column = (corner & 1) * (double) request.width();
            double row = (corner >> 1) * (double) request.height();
            double x = found.get().x(column, row);
            double y = found.get().y(column, row);
            farthest = Math.max(farthest, Math.abs(asked.column(x, y) - column));
            farthest = Math.max(farthest, Math.abs(asked.row(x, y) - row));
        }
        if (!(farthest <= OutputGrid.TOLERANCE)) {
            throw new TiffException(String.format(
                    Locale.ROOT,
                    "the reply is at another position, up to %.3g pixels away: its pixels are those of %s; those of %s were requested",
                    farthest,
                    found.get(),
                    asked));
        }
    }

    /** Not every service names bands, and a band that is requested twice may get two names. */
    private static void requireNames(TiffImage reply, List<String> names) throws TiffException {
        List<String> found = reply.descriptions();
        boolean named = found.stream().anyMatch(name -> !name.isEmpty());
        boolean distinct = names.stream().distinct().count() == reply.bands();
        if (named && distinct && !found.equals(names)) {
            throw new TiffException("the reply holds the bands " + String.join(", ", found) + "; requested were "
                    + String.join(", ", names));
        }
    }
}
