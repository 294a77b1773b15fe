package dev.swath.geotiff;

import dev.swath.grid.MaskedSample;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The requested masks of a tile, as the replies that contain them: pictures that are {@link MaskedSample#SHOWN} where a sample
 * is valid. They are kept compressed, and so take almost no memory. Used by one thread at a time.
 */
public final class TileMasks {

    private static final int COLOURS = 3;

    private final Map<Integer, List<Part>> parts = new HashMap<>();

    /** What one reply shows: a window of the tile's request. */
    private record Part(Window window, byte[] reply) {}

    /** Whether there is a mask of a band. */
    boolean has(int band) {
        return parts.containsKey(band);
    }

    /**
     * Adds a reply.
     *
     * @param band the band whose mask it is, counted from 0; 0 for that of a picture
     * @param window the part of the tile's request that it covers
     * @param request the requested pixels
     * @param reply a GeoTIFF
     * @throws TiffException if the reply is damaged or is not such a mask; the next one may be correct
     */
    public void add(int band, Window window, RasterGrid request, byte[] reply) throws IOException {
        try (TiffReader reader = open(window, reply)) {
            ReplyCheck.require(reader.image(), request, COLOURS, SampleType.UINT8, List.of());
            reader.image().readBlocks((column, row, block) -> requireMask(block.data()));
        }
        parts.computeIfAbsent(band, any -> new ArrayList<>()).add(new Part(window, reply));
    }

    private static TiffReader open(Window window, byte[] reply) throws IOException {
        return TiffReader.of(reply, 2 * COLOURS * window.pixels());
    }

    private static void requireMask(byte[] colours) throws TiffException {
        for (int i = 0; i < colours.length; i++) {
            int value = colours[i] & 0xFF;
            boolean known = value == MaskedSample.VALUE || value == MaskedSample.SHOWN;
            if (!known || colours[i] != colours[i - i % COLOURS]) {
                throw new TiffException(String.format(
                        Locale.ROOT,
                        "the reply is not the requested mask: it holds the value %d; %d or %d was expected",
                        value,
                        MaskedSample.VALUE,
                        MaskedSample.SHOWN));
            }
        }
    }

    /** A byte for each pixel of a window of the tile's request, {@link MaskedSample#VALUE} where the band is masked. */
    byte[] read(int band, Window window) throws IOException {
        byte[] shown = new byte[Math.toIntExact(window.pixels())];
        for (Part part : parts.get(band)) {
            Window shared = part.window().intersection(window).orElse(null);
            if (shared == null) {
                continue;
            }
            Window within = new Window(
                    shared.column() - part.window().column(),
                    shared.row() - part.window().row(),
                    shared.width(),
                    shared.height());
            byte[] colours;
            try (TiffReader reader = open(part.window(), part.reply())) {
                colours = reader.image().read(within).data();
            }
            for (int row = 0; row < shared.height(); row++) {
                int to = (shared.row() - window.row() + row) * window.width() + shared.column() - window.column();
                int from = row * shared.width();
                for (int column = 0; column < shared.width(); column++) {
                    shown[to + column] = colours[COLOURS * (from + column)];
                }
            }
        }
        return shown;
    }
}
