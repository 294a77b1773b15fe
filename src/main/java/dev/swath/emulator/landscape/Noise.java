package dev.swath.emulator.landscape;

/**
 * Gradient noise in three dimensions (K. Perlin, "Improving noise", 2002) over a hash of whole coordinates, and plain
 * hashes. It uses only multiplication, addition and shifts, so it is the same on every machine.
 */
final class Noise {

    /** Gradients: the 12 edges of a cube, 4 of them twice. Per gradient x, y, z and nothing. */
    private static final double[] GRADIENTS = {
        1, 1, 0, 0, -1, 1, 0, 0, 1, -1, 0, 0, -1, -1, 0, 0, 1, 0, 1, 0, -1, 0, 1, 0, 1, 0, -1, 0, -1, 0, -1, 0,
        0, 1, 1, 0, 0, -1, 1, 0, 0, 1, -1, 0, 0, -1, -1, 0, 1, 1, 0, 0, 0, -1, 1, 0, -1, 1, 0, 0, 0, -1, -1, 0
    };

    /** No noise of one octave is larger, or less than the negative: 1.5 × 1.0363 for these gradients, and a little more. */
    static final double MOST = 1.56;

    private Noise() {}

    /** Mixes three whole numbers and a seed into 32 evenly spread bits. */
    static int hash(int x, int y, int z, int seed) {
        return mixed(x * 0x8da6b343 + y * 0xd8163841 + z * 0xcb1ab31f + seed * 0x9e3779b9);
    }

    private static int mixed(int bits) {
        int h = bits;
        h ^= h >>> 16;
        h *= 0x7feb352d;
        h ^= h >>> 15;
        h *= 0x846ca68b;
        return h ^ h >>> 16;
    }

    /** The hash as a fraction, 0 inclusive to 1 exclusive. */
    static double unit(int x, int y, int z, int seed) {
        return (hash(x, y, z, seed) >>> 8) * 0x1p-24;
    }

    /** Noise of wavelength 1, between about −1 and 1 with a standard deviation of about 0.4. */
    static double at(double x, double y, double z, int seed) {
        // Seeds also shift the lattice, so that its planes do not coincide from octave to octave.
        double px = x + (seed * 40_503 & 0xffff) * 0x1p-16;
        double py = y + (seed * 49_471 & 0xffff) * 0x1p-16;
        double pz = z + (seed * 37_345 & 0xffff) * 0x1p-16;
        double floorX = Math.floor(px);
        double floorY = Math.floor(py);
        double floorZ = Math.floor(pz);
        double fx = px - floorX;
        double fy = py - floorY;
        double fz = pz - floorZ;
        int hx = ((int) floorX) * 0x8da6b343 + seed * 0x9e3779b9;
        int hy = ((int) floorY) * 0xd8163841;
        int hz = ((int) floorZ) * 0xcb1ab31f;
        int hx1 = hx + 0x8da6b343;
        int hy1 = hy + 0xd8163841;
        int hz1 = hz + 0xcb1ab31f;
        double u = fade(fx);
        double v = fade(fy);
        double w = fade(fz);
        double x00 = lerp(u, slope(hx + hy + hz, fx, fy, fz), slope(hx1 + hy + hz, fx - 1, fy, fz));
        double x10 = lerp(u, slope(hx + hy1 + hz, fx, fy - 1, fz), slope(hx1 + hy1 + hz, fx - 1, fy - 1, fz));
        double x01 = lerp(u, slope(hx + hy + hz1, fx, fy, fz - 1), slope(hx1 + hy + hz1, fx - 1, fy, fz - 1));
        double x11 = lerp(u, slope(hx + hy1 + hz1, fx, fy - 1, fz - 1), slope(hx1 + hy1 + hz1, fx - 1, fy - 1, fz - 1));
        return 1.5 * lerp(w, lerp(v, x00, x10), lerp(v, x01, x11));
    }

    /**
     * Octaves of noise, each with half the wavelength and {@code gain} times the amplitude of the one before;
     * wavelengths shorter than {@code shortest} are left out.
     */
    static double octaves(double[] p, double wavelength, double shortest, int count, double gain, int seed) {
        double sum = 0;
        double strength = 1;
        double length = wavelength;
        double x = p[0] / length;
        double y = p[1] / length;
        double z = p[2] / length;
        for (int i = 0; i < count && length >= shortest; i++) {
            sum += strength * at(x, y, z, seed + i);
            strength *= gain;
            length /= 2;
            // Twice a quotient is the quotient by half as much, to the last bit.
            x *= 2;
            y *= 2;
            z *= 2;
        }
        return sum;
    }

    private static double slope(int bits, double x, double y, double z) {
        int g = mixed(bits) >>> 28 << 2;
        return GRADIENTS[g] * x + GRADIENTS[g + 1] * y + GRADIENTS[g + 2] * z;
    }

    private static double fade(double t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }

    private static double lerp(double at, double a, double b) {
        return a + at * (b - a);
    }
}
