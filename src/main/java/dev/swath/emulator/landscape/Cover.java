package dev.swath.emulator.landscape;

/** What covers one pixel: two materials, their mix and a brightness. Reused for each pixel. */
final class Cover {
    Material first;
    Material second;
    /** Share of the second material, 0..1. */
    double share;
    /** Factor of brightness, about 1. */
    double grain;
    /** Whether the ground is level regardless of the terrain: water and roofs. */
    boolean level;

    void set(Material material, double grainOfIt) {
        first = material;
        second = material;
        share = 0;
        grain = grainOfIt;
        level = false;
    }

    void set(Material from, Material to, double shareOfTo, double grainOfIt) {
        first = from;
        second = to;
        share = Curves.clamp(shareOfTo, 0, 1);
        grain = grainOfIt;
        level = false;
    }

    /** Puts a material over the existing cover; the stronger of the two materials below stays. */
    void over(Material material, double cover) {
        if (cover <= 0) {
            return;
        }
        if (share > 0.5) {
            first = second;
        }
        second = material;
        share = Math.min(1, cover);
    }
}
