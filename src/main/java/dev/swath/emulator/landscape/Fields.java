package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.Frame.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * Farmland: counties of some kilometres, each with its own direction and size of parcels. The plains of North America
 * are surveyed in squares along the meridians; deserts have circles under pivots.
 */
final class Fields {

    private static final CellGrid COUNTIES = new CellGrid(0.055, 501);

    private final List<County> counties = new ArrayList<>();

    Fields(Block block, Survey survey) {
        COUNTIES.near(survey.longitude(), survey.latitude(), survey.radius() + 11_000, point -> {
            boolean surveyed = point.longitude() > -115
                    && point.longitude() < -82
                    && point.latitude() > 29
                    && point.latitude() < 54;
            double angle = surveyed ? 0 : (point.unit(1) - 0.5) * Math.PI / 2;
            double length = surveyed ? 805 : 260 + 520 * point.unit(2) * point.unit(2);
            double width = surveyed ? 805 : length * (0.45 + 0.5 * point.unit(3));
            counties.add(new County(
                    LocalPlane.of(point.longitude(), point.latitude(), block),
                    StrictMath.cos(angle),
                    StrictMath.sin(angle),
                    length,
                    width,
                    surveyed,
                    point.bits()));
        });
        keepNear(survey);
    }

    /** Removes counties that are not nearest to any pixel of the block. */
    private void keepNear(Survey survey) {
        int middle = Frame.BLOCK / 2;
        double nearest = counties.stream()
                .mapToDouble(county -> county.distance(middle, middle))
                .min()
                .orElse(0);
        counties.removeIf(
                county -> county.distance(middle, middle) > nearest + 2 * survey.radius() + 2 * County.BENT_METRES);
    }

    /** Finds the parcel of a pixel. */
    void at(int column, int row, double bendX, double bendY, boolean desert, Parcel parcel) {
        County best = counties.get(0);
        double least = Double.MAX_VALUE;
        for (County county : counties) {
            double u = county.plane().u(column, row) + County.BENT_METRES / 2 * bendX;
            double v = county.plane().v(column, row) + County.BENT_METRES / 2 * bendY;
            double distance = u * u + v * v;
            if (distance < least) {
                least = distance;
                best = county;
            }
        }
        best.at(column, row, bendX, bendY, desert, parcel);
    }

    /** One parcel, as found for a pixel; reused each time. */
    static final class Parcel {
        /** Random bits of the parcel. */
        int bits;
        /** Metres to its edge. */
        double edge;
        /** Metres across its furrows. */
        double across;
        /** Inside the circle of a pivot. */
        boolean pivot;

        double unit(int purpose) {
            return Noise.unit(bits, purpose, 3, 99);
        }
    }

    private record County(
            LocalPlane plane, double cos, double sin, double length, double width, boolean surveyed, int bits) {

        static final double BENT_METRES = 700;

        double distance(int column, int row) {
            double u = plane.u(column, row);
            double v = plane.v(column, row);
            return Math.sqrt(u * u + v * v);
        }

        void at(int column, int row, double bendX, double bendY, boolean desert, Parcel parcel) {
            double curve = surveyed ? 0 : 70;
            double u = plane.u(column, row) + curve * bendX;
            double v = plane.v(column, row) + curve * bendY;
            double p = u * cos + v * sin;
            double q = v * cos - u * sin;
            if (desert) {
                pivot(p, q, parcel);
                return;
            }
            int i = (int) Math.floor(p / length);
            // Rows of parcels are offset against each other, like bricks.
            int j = (int) Math.floor(q / width);
            double x = p / length - i;
            double y = q / width - j;
            int cell = Noise.hash(i, j, bits, 601);
            int split = cell >>> 28;
            int alongP = surveyed ? 1 + (split & 1) : split < 6 ? 1 : split < 11 ? 2 : 3;
            int alongQ = surveyed ? 1 + (split >> 1 & 1) : split % 4 == 0 ? 1 : split % 4 == 1 ? 2 : 3;
            int a = (int) (x * alongP);
            int b = (int) (y * alongQ);
            parcel.bits = Noise.hash(cell, a, b, 611);
            double px = x * alongP - a;
            double py = y * alongQ - b;
            double toP = Math.min(px, 1 - px) * length / alongP;
            double toQ = Math.min(py, 1 - py) * width / alongQ;
            parcel.edge = Math.min(toP, toQ);
            parcel.across = (cell & 1) == 0 ? p : q;
            parcel.pivot = false;
        }

        private void pivot(double p, double q, Parcel parcel) {
            double size = 840;
            int i = (int) Math.floor(p / size);
            int j = (int) Math.floor(q / size);
            double x = p - (i + 0.5) * size;
            double y = q - (j + 0.5) * size;
            double r = Math.sqrt(x * x + y * y);
            parcel.bits = Noise.hash(i, j, bits, 621);
            parcel.edge = 400 - r;
            parcel.across = r;
            parcel.pivot = r < 400;
        }
    }
}
