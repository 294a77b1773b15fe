package dev.swath.emulator;

import dev.swath.earthengine.EarthEngineLimits;
import dev.swath.earthengine.ServiceAssumptions;
import dev.swath.emulator.archive.Scene;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/** Answers {@code getPixels}. */
final class PixelRoutes {

    private final Catalogue catalogue;
    private final ColorTables tables = new ColorTables();

    PixelRoutes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Answers {@code POST …/assets/NAME:getPixels}, as long as the client waits for it. */
    Reply pixels(String name, byte[] body, Client client) throws IOException {
        PixelRequest request = PixelRequest.parse(body);
        if (catalogue.collection(name).isPresent() || catalogue.isFolder(name)) {
            throw ApiException.invalid("Asset '%s' is not an Image.", name);
        }
        Scene scene = catalogue.scene(name).orElseThrow(() -> ApiException.assetNotFound(name));
        List<Scene.Band> bands = bands(scene, request.bandIds());
        RasterGrid grid = OutputPixels.of(request, bands.get(0).grid());
        PixelPainter painter = painter(request, bands);
        checkSize(request, bands, grid);
        Rendering rendering = PixelRenderer.render(scene, bands, grid, painter, client);
        client.requireThere();
        return PixelReply.encode(request, rendering, OptionalDouble.empty());
    }

    private static List<Scene.Band> bands(Scene scene, List<String> ids) {
        if (ids.isEmpty()) {
            return scene.bands();
        }
        if (ids.size() > EarthEngineLimits.MAX_BANDS) {
            throw ApiException.invalid(
                    "Number of bands (%d) must be less than or equal to %d.", ids.size(), EarthEngineLimits.MAX_BANDS);
        }
        return ids.stream().map(id -> band(scene, id)).toList();
    }

    private static Scene.Band band(Scene scene, String id) {
        return scene.bands().stream()
                .filter(band -> band.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "Image.select: Pattern '%s' did not match any bands. Available bands: %s",
                        id, scene.bands().stream().map(Scene.Band::id).toList()));
    }

    private PixelPainter painter(PixelRequest request, List<Scene.Band> bands) {
        if (request.visualization().isPresent()) {
            request.visualization().get().check(bands.size());
            return new ColorPainter(request.visualization().get(), tables);
        }
        List<String> names = bands.stream().map(Scene.Band::id).toList();
        List<SampleType> types = bands.stream().map(Scene.Band::type).toList();
        if (request.format().isPicture()) {
            if (bands.size() != 1 && bands.size() != ServiceAssumptions.VISUALIZED_BANDS) {
                throw ApiException.invalid(
                        "Format %s requires 1 or 3 bands, but the image has %d.", request.format(), bands.size());
            }
            return new RawPainter(names, Collections.nCopies(bands.size(), SampleType.UINT8));
        }
        return request.format() == FileFormat.NPY
                ? new RawPainter(names, types)
                : new RawPainter(names, Collections.nCopies(bands.size(), CommonType.of(types)));
    }

    private static void checkSize(PixelRequest request, List<Scene.Band> bands, RasterGrid grid) {
        List<SampleType> types = request.visualization().isPresent()
                ? Collections.nCopies(ServiceAssumptions.VISUALIZED_BANDS, SampleType.UINT8)
                : bands.stream().map(Scene.Band::type).toList();
        long size = EarthEngineLimits.requestSize(grid.width(), grid.height(), types);
        if (size > EarthEngineLimits.MAX_REQUEST_BYTES) {
            throw ApiException.invalid(
                    "Total request size (%d bytes) must be less than or equal to %d bytes.",
                    size, EarthEngineLimits.MAX_REQUEST_BYTES);
        }
    }
}
