package dev.swath.geotiff;

import dev.swath.grid.Window;
import java.io.IOException;
import java.util.Optional;

/** Takes the pixels of pieces of the file from where they come from, without repetitions wherever that is possible. */
final class PieceMaker {
    private final ImageDescription image;
    private final CloudOptimizedGeoTiff file;
    private final Optional<AreaMask> clip;
    private final Optional<OutlinePainter> outline;
    private final boolean painted;

    /**
     * @param clip the pixels of the area
     * @param outline is painted
     * @param painted whether the outline is painted in replies already, and here only where nothing is requested
     */
    PieceMaker(
            ImageDescription image,
            CloudOptimizedGeoTiff file,
            Optional<AreaMask> clip,
            Optional<OutlinePainter> outline,
            boolean painted) {
        this.image = image;
        this.file = file;
        this.clip = clip;
        this.outline = outline;
        this.painted = painted;
    }

    /** The pixels of a piece, not clipped yet. */
    Piece make(Window window, PieceSource source) throws IOException {
        Optional<Piece> repeated = repeated(window, source);
        if (repeated.isPresent()) {
            return repeated.get();
        }
        Piece piece = new PlainPiece(image, window, clip, outline);
        if (painted) {
            piece.paint();
        }
        source.fill(window, piece.pixels());
        return piece;
    }

    /** The pixels to repeat for a whole block; empty if it is none, or is not covered by one reply's repeated pixels. */
    private Optional<Piece> repeated(Window window, PieceSource source) throws IOException {
        int repeat = file.repeat();
        if (repeat == 1 || !file.isBlock(window)) {
            return Optional.empty();
        }
        boolean lined = outline.filter(painter -> painter.touches(window)).isPresent();
        Optional<Boolean> inside =
                clip.isEmpty() ? Optional.of(true) : clip.get().uniform(window);
        if (!lined && inside.isPresent() && !inside.get()) {
            int pixelBytes = image.bands() * image.type().bytes();
            PixelBlock blank = PixelBlock.blank(window.width() / repeat, window.height() / repeat, pixelBytes, true);
            return Optional.of(RepeatedPiece.whole(image, window, blank, repeat));
        }
        Optional<PixelBlock> own = source.own(window);
        if (lined || inside.isEmpty()) {
            Optional<OutlinePainter> line = lined && !painted ? outline : Optional.empty();
            return own.map(cells -> RepeatedPiece.crossed(image, window, cells, repeat, clip, line));
        }
        return own.map(cells -> RepeatedPiece.whole(image, window, cells, repeat));
    }
}
