package dev.swath.emulator.landscape;

import java.util.Map;
import java.util.Set;

/**
 * What the landscape renders besides the bands of Sentinel-2, for other instruments:
 *
 * <ul>
 *   <li>{@code LAND_COVER}: the classes of ESA WorldCover, 10 to 100
 *   <li>{@code WATER_BODY}: 0 land, 1 sea, 2 lake, 3 river, as in Copernicus' elevation model
 *   <li>{@code HEIGHT}: metres, in steps of 28
 *   <li>{@code SLOPE_EAST}, {@code SLOPE_NORTH}: thousandths, upwards positive
 *   <li>{@code TEMPERATURE}: hundredths of a kelvin, of what is seen from above
 *   <li>{@code CLOUD}, {@code CLOUD_SHADOW}, {@code CIRRUS}, {@code SNOW}: percent
 * </ul>
 */
public final class GroundBands {

    private static final Set<Material> SEA = Set.of(Material.SEA, Material.SHELF, Material.LAGOON);

    private static final Map<String, BandWriter> WRITERS = Map.of(
            "LAND_COVER", BandWriter.each((view, i) -> LandCover.of(view.material(i))),
            "WATER_BODY", BandWriter.each(GroundBands::waterBody),
            "HEIGHT", BandWriter.each((view, i) -> (int) view.height(i)),
            "SLOPE_EAST", BandWriter.each((view, i) -> (int) Math.round(1000 * view.slopeEast(i))),
            "SLOPE_NORTH", BandWriter.each((view, i) -> (int) Math.round(1000 * view.slopeNorth(i))),
            "TEMPERATURE", BandWriter.each((view, i) -> (int) Math.round(100 * SurfaceTemperature.kelvin(view, i))),
            "CLOUD", BandWriter.each((view, i) -> Math.round(100 * view.alpha[i])),
            "CLOUD_SHADOW", BandWriter.each((view, i) -> Math.round(100 * view.shadow[i])),
            "CIRRUS", BandWriter.each((view, i) -> Math.round(100 * view.veil[i])),
            "SNOW", BandWriter.each((view, i) -> BandWriter.snowy(view, i) ? 100 : 0));

    private GroundBands() {}

    static BandWriter of(String band) {
        BandWriter writer = WRITERS.get(band);
        if (writer == null) {
            throw new IllegalArgumentException("no band " + band);
        }
        return writer;
    }

    private static int waterBody(BlockView view, int i) {
        Material material = view.material(i);
        if (!material.water()) {
            return 0;
        }
        return SEA.contains(material) ? 1 : material == Material.LAKE ? 2 : 3;
    }
}
