package dev.swath.emulator.landscape;

/**
 * The materials that cover the ground, with typical surface reflectances in B1 B2 B3 B4 B5 B6 B7 B8 B8A B9 B11 B12, in
 * thousandths. The values follow the shapes in spectral libraries; they are not measurements.
 */
enum Material {
    SEA(30, 28, 19, 9, 7, 6, 5, 5, 5, 4, 2, 1),
    SHELF(52, 62, 58, 26, 18, 12, 10, 9, 8, 7, 3, 2),
    LAGOON(75, 105, 120, 60, 36, 20, 15, 13, 11, 9, 3, 2),
    SILT(60, 78, 104, 98, 84, 50, 44, 32, 29, 20, 8, 5),
    RIVER(42, 52, 68, 56, 48, 30, 27, 21, 19, 15, 7, 5),
    LAKE(28, 32, 36, 20, 17, 12, 11, 10, 9, 8, 4, 3),
    RAIN_FOREST(18, 23, 48, 25, 70, 235, 300, 330, 350, 330, 165, 72),
    MANGROVE(15, 19, 36, 20, 62, 205, 262, 285, 300, 270, 110, 46),
    CONIFER(16, 20, 31, 21, 52, 138, 168, 185, 198, 192, 100, 48),
    LEAF_GREEN(19, 24, 52, 27, 85, 280, 365, 395, 415, 400, 200, 92),
    LEAF_AUTUMN(28, 40, 74, 84, 148, 235, 275, 305, 325, 320, 210, 115),
    LEAF_BARE(40, 48, 62, 70, 96, 132, 150, 168, 188, 195, 215, 145),
    GRASS_LUSH(24, 33, 72, 42, 115, 290, 365, 395, 415, 405, 230, 125),
    GRASS_DRY(58, 78, 112, 144, 180, 215, 235, 262, 282, 300, 345, 250),
    CROP_GREEN(20, 27, 64, 28, 98, 350, 465, 505, 525, 510, 220, 98),
    CROP_RIPE(58, 80, 128, 165, 200, 235, 262, 290, 312, 325, 350, 245),
    PADDY(40, 52, 72, 58, 80, 120, 140, 150, 155, 140, 70, 40),
    SHRUB(40, 50, 76, 80, 115, 170, 195, 222, 240, 245, 240, 155),
    TUNDRA(42, 50, 70, 76, 108, 158, 182, 205, 222, 228, 232, 148),
    SOIL_DARK(40, 48, 66, 80, 92, 102, 110, 122, 132, 138, 182, 150),
    SOIL_BROWN(58, 74, 106, 145, 164, 180, 192, 212, 226, 235, 300, 250),
    SOIL_RED(46, 54, 88, 165, 192, 212, 226, 242, 252, 262, 325, 268),
    SAND(108, 142, 212, 285, 312, 330, 342, 358, 368, 368, 450, 410),
    SAND_RED(66, 88, 150, 262, 298, 320, 334, 350, 360, 360, 445, 395),
    GRAVEL(88, 110, 152, 200, 218, 230, 238, 250, 258, 260, 325, 290),
    ROCK(85, 100, 122, 138, 146, 152, 157, 164, 170, 173, 208, 180),
    ROCK_DARK(52, 58, 68, 76, 80, 84, 87, 91, 95, 96, 118, 104),
    ROCK_RED(62, 78, 118, 190, 212, 226, 234, 244, 250, 252, 310, 270),
    SALT(340, 390, 440, 475, 490, 500, 508, 515, 520, 490, 380, 320),
    BEACH(125, 155, 210, 258, 275, 286, 294, 305, 312, 308, 345, 300),
    SNOW(640, 640, 630, 615, 600, 585, 570, 550, 535, 430, 75, 50),
    GLACIER(470, 500, 490, 440, 405, 370, 340, 310, 290, 220, 35, 25),
    ASPHALT(76, 88, 98, 100, 102, 104, 105, 106, 107, 107, 128, 116),
    CONCRETE(128, 150, 170, 178, 180, 182, 183, 185, 187, 184, 225, 208),
    ROOF_BRIGHT(250, 285, 315, 330, 336, 340, 345, 350, 352, 345, 340, 300),
    ROOF_RED(72, 84, 116, 190, 212, 226, 236, 248, 256, 258, 318, 275),
    ROOF_BLUE(118, 142, 142, 128, 130, 134, 138, 144, 148, 146, 158, 138),
    ROOF_DARK(68, 78, 88, 92, 94, 96, 97, 98, 100, 100, 118, 106),
    TOWN(96, 114, 134, 142, 148, 155, 160, 164, 168, 167, 205, 182),

    /** Trees that shed their leaves: mixed by the season. */
    BROADLEAF(),
    /** Grass of temperate and tropical lands: lush or dry by the season. */
    GRASS(),
    /** Grass with trees, of the seasonal tropics. */
    SAVANNA(),
    CROP_0(),
    CROP_1(),
    CROP_2(),
    CROP_3(),
    CROP_4(),
    CROP_5(),
    CROP_6(),
    CROP_7(),
    CROP_8(),
    CROP_9(),
    CROP_10(),
    CROP_11(),
    CROP_12(),
    CROP_13(),
    CROP_14(),
    CROP_15(),
    /** Irrigated all year. */
    PIVOT();

    /** Number of bands with reflectances, in their order. */
    static final int BANDS = 12;

    /** Number of crop calendars. */
    static final int CROPS = 16;

    @SuppressWarnings("ImmutableEnumChecker") // never written again
    private final short[] thousandths;

    Material(int... thousandths) {
        this.thousandths = new short[thousandths.length];
        for (int i = 0; i < thousandths.length; i++) {
            this.thousandths[i] = (short) thousandths[i];
        }
    }

    /** Crop calendar number 0..15. */
    static Material crop(int number) {
        return values()[CROP_0.ordinal() + number];
    }

    /** Whether the reflectance follows the season instead of being fixed. */
    boolean seasonal() {
        return thousandths.length == 0;
    }

    /** The fixed reflectance of a material, 0..1. */
    double reflectance(int band) {
        return thousandths[band] / 1000.0;
    }

    /** Whether it is open water. */
    boolean water() {
        return ordinal() <= LAKE.ordinal();
    }

    /** How much of it snow can hide, 0..1: trees stay visible. */
    float snowCover() {
        return this == CONIFER || this == RAIN_FOREST || this == MANGROVE ? 0.35f : this == BROADLEAF ? 0.55f : 1;
    }

    /** How much colder it must be for snow to stay, in degrees: water freezes late, the sea later still. */
    float snowDelay() {
        return switch (this) {
            case SEA, SHELF, LAGOON, SILT -> 10;
            case RIVER -> 5;
            case LAKE -> 3.5f;
            default -> 0;
        };
    }

    /** Whether it is vegetation, whatever the season. */
    boolean vegetation() {
        return (ordinal() >= RAIN_FOREST.ordinal() && ordinal() <= CROP_GREEN.ordinal() && this != GRASS_DRY)
                || this == BROADLEAF
                || this == GRASS
                || this == SAVANNA
                || this == PIVOT;
    }
}
