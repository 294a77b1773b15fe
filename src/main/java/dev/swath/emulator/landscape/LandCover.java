package dev.swath.emulator.landscape;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The class of ESA WorldCover that a material belongs to. */
final class LandCover {

    private static final int TREES = 10;
    private static final int BARE = 60;

    private static final Map<Integer, List<Material>> CLASSES = Map.of(
            20, List.of(Material.SHRUB),
            30, List.of(Material.GRASS_LUSH, Material.GRASS_DRY, Material.GRASS, Material.SAVANNA),
            40, List.of(Material.CROP_GREEN, Material.CROP_RIPE, Material.PADDY, Material.PIVOT),
            50,
                    List.of(
                            Material.ASPHALT,
                            Material.CONCRETE,
                            Material.ROOF_BRIGHT,
                            Material.ROOF_RED,
                            Material.ROOF_BLUE,
                            Material.ROOF_DARK,
                            Material.TOWN),
            70, List.of(Material.SNOW, Material.GLACIER),
            80, List.of(Material.SEA, Material.SHELF, Material.LAGOON, Material.SILT, Material.RIVER, Material.LAKE),
            95, List.of(Material.MANGROVE),
            100, List.of(Material.TUNDRA));

    private static final Map<Material, Integer> BY_MATERIAL = new EnumMap<>(Material.class);

    static {
        for (Material material : Material.values()) {
            BY_MATERIAL.put(material, material.vegetation() ? TREES : BARE);
        }
        CLASSES.forEach((code, materials) -> materials.forEach(material -> BY_MATERIAL.put(material, code)));
        for (int crop = 0; crop < Material.CROPS; crop++) {
            BY_MATERIAL.put(Material.crop(crop), 40);
        }
    }

    private LandCover() {}

    static int of(Material material) {
        return BY_MATERIAL.get(material);
    }
}
