package dev.swath.emulator.landscape;

/** Curves that shape the fields of the landscape. */
final class Curves {

    private Curves() {}

    static double clamp(double x, double least, double most) {
        return x < least ? least : Math.min(x, most);
    }

    static double lerp(double at, double a, double b) {
        return a + at * (b - a);
    }

    /** 0 up to {@code from}, 1 from {@code to} on, smooth between. */
    static double step(double from, double to, double x) {
        double t = clamp((x - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }

    /** 1 at 0, falling to 0 at 1 and beyond, flat at both ends. */
    static double bell(double squaredDistance) {
        double t = Math.max(0, 1 - squaredDistance);
        return t * t;
    }
}
