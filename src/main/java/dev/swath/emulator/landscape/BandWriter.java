package dev.swath.emulator.landscape;

import java.util.List;

/** Computes the values of one band from a row of a view. */
interface BandWriter {

    /** The twelve spectral bands in the order of {@link Material}. */
    List<String> SPECTRAL = List.of("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B11", "B12");

    /** Writes {@code count} pixels, beginning at {@code offset}. */
    void write(BlockView view, int count, int[] values, int offset);

    /** The writer of a band. Throws an IllegalArgumentException if Sentinel-2 has no such band. */
    static BandWriter of(String band) {
        int spectral = SPECTRAL.indexOf(band);
        if (spectral >= 0) {
            return (view, count, values, offset) -> view.spectral(spectral, count, values, offset);
        }
        return switch (band) {
            case "TCI_R" -> visible(3);
            case "TCI_G" -> visible(2);
            case "TCI_B" -> visible(1);
            case "AOT" -> each((view, i) -> 90 + (int) (260 * view.veil[i]));
            case "WVP" -> each((view, i) -> 1400 + (int) (1900 * view.alpha[i]) + (int) (900 * view.veil[i]));
            case "SCL" -> each(BandWriter::sceneClass);
            case "MSK_CLDPRB" -> each((view, i) -> (int) (100 * view.alpha[i]));
            case "MSK_SNWPRB" -> each((view, i) -> (int) (100 * view.snow[i] * (1 - view.alpha[i])));
            case "QA10", "QA20" -> each((view, i) -> 0);
            case "QA60" -> each((view, i) -> cloudy(view, i) ? 1 << 10 : cirrus(view, i) ? 1 << 11 : 0);
            case "MSK_CLASSI_OPAQUE" -> each((view, i) -> cloudy(view, i) ? 1 : 0);
            case "MSK_CLASSI_CIRRUS" -> each((view, i) -> cirrus(view, i) ? 1 : 0);
            case "MSK_CLASSI_SNOW_ICE" -> each((view, i) -> snowy(view, i) ? 1 : 0);
            default -> GroundBands.of(band);
        };
    }

    /** Computes pixel by pixel. */
    static BandWriter each(Pixel pixel) {
        return (view, count, values, offset) -> {
            for (int i = 0; i < count; i++) {
                values[offset + i] = pixel.value(view, i);
            }
        };
    }

    /** The true colour picture: reflectance up to 0.3558 in 8 bits. */
    private static BandWriter visible(int band) {
        return (view, count, values, offset) -> {
            view.spectral(band, count, values, offset);
            for (int i = offset; i < offset + count; i++) {
                values[i] = Math.max(1, Math.min(255, values[i] * 255 / 3558));
            }
        };
    }

    private static boolean cloudy(BlockView view, int i) {
        return view.alpha[i] > 0.21f;
    }

    private static boolean cirrus(BlockView view, int i) {
        return !cloudy(view, i) && view.veil[i] > BlockView.CIRRUS;
    }

    /** Whether a pixel shows snow or ice. */
    static boolean snowy(BlockView view, int i) {
        Material material = view.material(i);
        return !cloudy(view, i) && (view.snow[i] > 0.5f || material == Material.SNOW || material == Material.GLACIER);
    }

    /** The scene classification of Sen2Cor: 3 shadow, 4 vegetation, 5 bare, 6 water, 8 and 9 cloud, 10 cirrus, 11 snow. */
    private static int sceneClass(BlockView view, int i) {
        if (cloudy(view, i)) {
            return view.alpha[i] > 0.9f ? 9 : 8;
        }
        if (cirrus(view, i)) {
            return 10;
        }
        if (snowy(view, i)) {
            return 11;
        }
        Material material = view.material(i);
        if (material.water()) {
            return 6;
        }
        if (view.shadow[i] > 0.5f) {
            return 3;
        }
        return material.vegetation() ? 4 : 5;
    }

    /** Computes one pixel of a row. */
    interface Pixel {
        int value(BlockView view, int index);
    }
}
