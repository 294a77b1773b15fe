package dev.swath.emulator;

import dev.swath.earthengine.EarthEngineLimits;
import dev.swath.earthengine.ServiceAssumptions;
import dev.swath.emulator.archive.SampleNumbers;
import dev.swath.emulator.expression.Band;
import dev.swath.emulator.expression.ImageValue;
import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.Budget;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.DerivedRaster;
import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.Raster;
import dev.swath.emulator.raster.Tiles;
import dev.swath.emulator.raster.Visualization;
import dev.swath.grid.MaskedSample;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The computed pixels of a reply.
 *
 * @param grid their position
 * @param bands what is computed
 * @param types of the samples
 * @param nodata what masked samples hold; empty where that is {@link MaskedSample#VALUE}
 */
record ComputedPixels(RasterGrid grid, List<Band> bands, List<SampleType> types, OptionalDouble nodata) {

    private static final List<String> COLORS = List.of("vis-red", "vis-green", "vis-blue");

    /**
     * Determines what a request wants of an image.
     *
     * @throws ApiException if it wants what there is not, or too much
     */
    static ComputedPixels of(PixelRequest request, ImageValue image) {
        ComputedPixels pixels = exported(request, image);
        long size = EarthEngineLimits.requestSize(pixels.grid.width(), pixels.grid.height(), pixels.types);
        if (size > EarthEngineLimits.MAX_REQUEST_BYTES) {
            throw ApiException.invalid(
                    "Total request size (%d bytes) must be less than or equal to %d bytes.",
                    size, EarthEngineLimits.MAX_REQUEST_BYTES);
        }
        return pixels;
    }

    /** The same without a limit of their size, for exports. */
    static ComputedPixels exported(PixelRequest request, ImageValue image) {
        List<Band> bands = selected(request, image);
        RasterGrid grid = grid(request, bands.get(0));
        request.visualization().ifPresent(options -> options.check(bands.size()));
        List<Band> shown =
                request.visualization().map(options -> colored(bands, options)).orElse(bands);
        List<SampleType> types = types(request, shown);
        OptionalDouble nodata = request.format().isTiff()
                ? OptionalDouble.of(ServiceAssumptions.computedNodata(types.get(0)))
                : OptionalDouble.empty();
        return new ComputedPixels(grid, shown, types, nodata);
    }

    private static List<Band> selected(PixelRequest request, ImageValue image) {
        List<Band> selected = request.bandIds().isEmpty()
                ? image.bands()
                : request.bandIds().stream().map(id -> band(image, id)).toList();
        if (selected.isEmpty()) {
            throw ApiException.invalid("Image has no bands.");
        }
        if (selected.size() > EarthEngineLimits.MAX_BANDS) {
            throw ApiException.invalid(
                    "Number of bands (%d) must be less than or equal to %d.",
                    selected.size(), EarthEngineLimits.MAX_BANDS);
        }
        return selected;
    }

    private static Band band(ImageValue image, String id) {
        return image.bands().stream()
                .filter(band -> band.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "Image.select: Pattern '%s' did not match any bands. Available bands: %s", id, image.names()));
    }

    private static RasterGrid grid(PixelRequest request, Band first) {
        if (first.grid().isEmpty()
                && (request.dimensions().isEmpty() || request.transform().isEmpty())) {
            throw ApiException.invalid(
                    "The image is unbounded, so the request needs a grid with dimensions and an affine transform.");
        }
        RasterGrid own = first.grid()
                .orElseGet(() -> new RasterGrid(
                        first.projection().crs(), first.projection().transform(), 1, 1));
        return OutputPixels.of(request, own);
    }

    private static List<Band> colored(List<Band> bands, VisualizationOptions options) {
        List<Raster> shown = bands.stream().map(Band::raster).toList();
        List<Band> colored = new ArrayList<>();
        for (int channel = 0; channel < COLORS.size(); channel++) {
            int index = bands.size() == 1 ? 0 : channel;
            VisualizationOptions.Range range =
                    options.range(index, bands.get(index).type().sampleType());
            Visualization rule = new Visualization(
                    range.min(),
                    range.max(),
                    options.gamma(),
                    options.palette(),
                    options.palette().isEmpty() ? 0 : channel);
            DerivedRaster raster = new DerivedRaster(shown, blocks -> rule.apply(blocks.get(index), mask(blocks)));
            colored.add(bands.get(index).with(PixelType.integer(0, 255), raster).named(COLORS.get(channel)));
        }
        return colored;
    }

    private static float[] mask(List<Block> blocks) {
        Block shared = blocks.get(0);
        for (Block each : blocks) {
            shared = shared.withMask(shared.maskWith(each));
        }
        return shared.mask();
    }

    private static List<SampleType> types(PixelRequest request, List<Band> bands) {
        List<SampleType> own =
                bands.stream().map(band -> band.type().sampleType()).toList();
        if (request.format().isPicture()) {
            if (bands.size() != 1 && bands.size() != COLORS.size()) {
                throw ApiException.invalid(
                        "Format %s requires 1 or 3 bands, but the image has %d.", request.format(), bands.size());
            }
            return Collections.nCopies(bands.size(), SampleType.UINT8);
        }
        return request.format() == FileFormat.NPY ? own : Collections.nCopies(bands.size(), CommonType.of(own));
    }

    /**
     * Throws if the pixels, and the file that is made of them, need more memory than a request may use.
     *
     * @return these pixels
     */
    ComputedPixels checkFits(Budget budget) {
        budget.checkFits(2 * EarthEngineLimits.requestSize(grid.width(), grid.height(), types));
        return this;
    }

    /**
     * Computes the pixels.
     *
     * @throws ComputationException if they can't be computed within the budget
     */
    Rendering render(Tiles tiles, Budget budget) {
        int pixels = Math.multiplyExact(grid.width(), grid.height());
        byte[] data = MaskedSample.pixels(types, pixels);
        byte[] valid = new byte[pixels];
        tiles.compute(
                bands.stream().map(Band::raster).toList(),
                grid,
                budget,
                (window, blocks) -> write(window, blocks, data, valid));
        return new Rendering(grid, bands.stream().map(Band::id).toList(), types, data, valid);
    }

    private void write(Window window, List<Block> blocks, byte[] data, byte[] valid) {
        int stride = types.stream().mapToInt(SampleType::bytes).sum();
        for (int row = 0; row < window.height(); row++) {
            int first = (window.row() + row) * grid.width() + window.column();
            Arrays.fill(valid, first, first + window.width(), (byte) 1);
            int offset = first * stride;
            for (int band = 0; band < types.size(); band++) {
                write(blocks.get(band), types.get(band), row, window, data, offset, stride, valid);
                offset += types.get(band).bytes();
            }
        }
    }

    private void write(
            Block block, SampleType type, int row, Window window, byte[] data, int offset, int stride, byte[] valid) {
        int first = (window.row() + row) * grid.width() + window.column();
        int to = offset;
        for (int i = row * window.width(); i < (row + 1) * window.width(); i++, to += stride) {
            if (block.isValid(i)) {
                SampleNumbers.set(type, data, to, block.values()[i]);
            } else {
                valid[first + i - row * window.width()] = 0;
                if (nodata.isPresent()) {
                    SampleNumbers.set(type, data, to, nodata.getAsDouble());
                }
            }
        }
    }
}
