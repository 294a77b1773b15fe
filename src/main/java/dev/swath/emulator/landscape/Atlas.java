package dev.swath.emulator.landscape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The map of the synthetic world: coasts after Natural Earth (public domain), blurred and sampled every quarter of a
 * degree, and a list of mountains, deserts, rain forests, farmland, ice, lakes and cities from general knowledge.
 * Everything finer is noise.
 */
final class Atlas {

    private static final int COLUMNS = 1440;
    private static final int ROWS = 721;

    private final byte[] land;
    private final List<Range> ranges = new ArrayList<>();
    private final List<Oval> ovals = new ArrayList<>();
    private final List<Place> volcanoes = new ArrayList<>();
    private final List<Place> cities = new ArrayList<>();

    /** Reads the atlas from the class path. */
    Atlas() {
        try (InputStream coast = new GZIPInputStream(open("land.gz"));
                InputStream list = open("atlas.csv")) {
            land = coast.readAllBytes();
            // Stored as differences along each row, which compress better.
            for (int i = 0; i < land.length; i++) {
                land[i] += i % COLUMNS == 0 ? 0 : land[i - 1];
            }
            new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream stream = Atlas.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IOException(name + " is missing from the program");
        }
        return stream;
    }

    private void add(String line) {
        String[] parts = line.split(",", -1);
        if (parts[0].equals("range")) {
            String[] numbers = parts[4].split(" ", -1);
            double[] path = new double[numbers.length];
            for (int i = 0; i < path.length; i++) {
                path[i] = Double.parseDouble(numbers[i]);
            }
            ranges.add(new Range(number(parts, 2), number(parts, 3), path));
            return;
        }
        double x = number(parts, 2);
        double y = number(parts, 3);
        switch (parts[0]) {
            case "volcano" -> volcanoes.add(new Place(x, y, number(parts, 5) * 1000, number(parts, 4)));
            case "city" -> cities.add(new Place(x, y, number(parts, 4) * 1000, 0));
            case "lake" -> {
                double kilometres = 111.2;
                double cos = StrictMath.cos(Math.toRadians(y));
                ovals.add(new Oval(
                        Kind.LAKE,
                        x,
                        y,
                        number(parts, 4) / kilometres,
                        number(parts, 5) / kilometres,
                        1,
                        cos,
                        Math.toRadians(number(parts, 6))));
            }
            default ->
                ovals.add(new Oval(
                        Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                        x,
                        y,
                        number(parts, 4),
                        number(parts, 5),
                        number(parts, 6),
                        1,
                        0));
        }
    }

    private static double number(String[] parts, int index) {
        return Double.parseDouble(parts[index]);
    }

    /** Cities: radius in metres. */
    List<Place> cities() {
        return cities;
    }

    /** Volcanoes: radius and height in metres. */
    List<Place> volcanoes() {
        return volcanoes;
    }

    /** How far inland a point lies: 0 on the coast, about 0.5 far from it, negative at sea. */
    double land(double longitude, double latitude) {
        double column = (longitude + 540) % 360 * 4;
        double row = Curves.clamp((90 - latitude) * 4, 0, ROWS - 1.001);
        int x = (int) column % COLUMNS;
        int y = (int) row;
        int next = (x + 1) % COLUMNS;
        double fx = column - (int) column;
        double fy = row - y;
        double top = Curves.lerp(fx, land[y * COLUMNS + x] & 0xff, land[y * COLUMNS + next] & 0xff);
        double bottom = Curves.lerp(fx, land[(y + 1) * COLUMNS + x] & 0xff, land[(y + 1) * COLUMNS + next] & 0xff);
        return (Curves.lerp(fy, top, bottom) - 128) / 254;
    }

    /** The part of the atlas within this many degrees of a point. */
    Atlas.Sheet sheet(double longitude, double latitude, double reach) {
        double cos = Math.max(0.15, StrictMath.cos(Math.toRadians(latitude)));
        List<Range> nearRanges = ranges.stream()
                .filter(range -> range.distance(longitude, latitude, cos) < range.halfWidth() * 1.8 / 111.2 + reach)
                .toList();
        List<Oval> nearOvals = ovals.stream()
                .filter(oval -> oval.near(longitude, latitude, reach / cos, reach))
                .toList();
        return new Sheet(nearRanges, nearOvals);
    }

    private static double east(double longitude, double from) {
        return Math.IEEEremainder(longitude - from, 360);
    }

    /** The kinds of ovals in the atlas. */
    enum Kind {
        DESERT,
        WET,
        FARM,
        LAKE,
        ICE
    }

    /** A few mountain ranges and ovals, cheap to query repeatedly. */
    record Sheet(List<Range> ranges, List<Oval> ovals) {

        /** Height of the mountains in metres, before noise. */
        double mountains(double longitude, double latitude) {
            double cos = Math.max(0.15, StrictMath.cos(Math.toRadians(latitude)));
            double highest = 0;
            for (Range range : ranges) {
                double t = range.distance(longitude, latitude, cos) * 111.2 / range.halfWidth();
                double height = range.height() * Curves.bell(t * t / 3);
                // A soft maximum: ranges that meet merge.
                highest = Math.max(highest, height) + 0.25 * Math.min(highest, height);
            }
            return highest;
        }

        /** Whether no mountains, and no ovals of kinds that change the weather, are near. */
        boolean isPlain() {
            return ranges.isEmpty()
                    && ovals.stream().allMatch(oval -> oval.kind() == Kind.FARM || oval.kind() == Kind.LAKE);
        }

        /** How strongly a point belongs to one kind of oval, 0..1. */
        double strength(Kind kind, double longitude, double latitude) {
            double strongest = 0;
            for (Oval oval : ovals) {
                if (oval.kind() == kind) {
                    strongest = Math.max(strongest, oval.strength() * oval.at(longitude, latitude));
                }
            }
            return strongest;
        }
    }

    /** A point with a radius and a height in metres. */
    record Place(double longitude, double latitude, double radius, double height) {}

    /** A mountain range along a path of degrees; half width in kilometres. */
    record Range(double height, double halfWidth, double[] path) {

        /** Distance to the path in degrees of latitude. */
        double distance(double longitude, double latitude, double cos) {
            double nearest = Double.MAX_VALUE;
            for (int i = 0; i + 1 < path.length; i += 2) {
                int next = i + 3 < path.length ? i + 2 : i;
                double ax = east(path[i], longitude) * cos;
                double ay = path[i + 1] - latitude;
                double bx = east(path[next], path[i]) * cos;
                double by = path[next + 1] - latitude - ay;
                double length = bx * bx + by * by;
                double t = length == 0 ? 0 : Curves.clamp(-(ax * bx + ay * by) / length, 0, 1);
                double dx = ax + t * bx;
                double dy = ay + t * by;
                nearest = Math.min(nearest, dx * dx + dy * dy);
            }
            return Math.sqrt(nearest);
        }
    }

    /** An ellipse of degrees: 1 inside, 0 from one and a half times its size on. */
    record Oval(
            Kind kind,
            double longitude,
            double latitude,
            double halfWidth,
            double halfHeight,
            double strength,
            double cos,
            double angle) {

        boolean near(double x, double y, double reachX, double reachY) {
            double size = Math.max(halfWidth, halfHeight);
            double wide = angle == 0 ? halfWidth : size;
            double high = angle == 0 ? halfHeight : size;
            return Math.abs(east(x, longitude)) < wide * 1.6 / cos + reachX
                    && Math.abs(y - latitude) < high * 1.6 + reachY;
        }

        double at(double x, double y) {
            double dx = east(x, longitude) * cos;
            double dy = y - latitude;
            if (angle != 0) {
                double c = StrictMath.cos(angle);
                double s = StrictMath.sin(angle);
                double turned = dx * c - dy * s;
                dy = dx * s + dy * c;
                dx = turned;
            }
            double distance = Math.sqrt(dx * dx / (halfWidth * halfWidth) + dy * dy / (halfHeight * halfHeight));
            return 1 - Curves.step(0.5, 1.5, distance);
        }
    }
}
