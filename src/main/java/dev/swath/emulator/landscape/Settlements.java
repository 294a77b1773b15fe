package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.CellGrid.Point;
import dev.swath.emulator.landscape.Frame.Block;
import java.util.ArrayList;
import java.util.List;

/** Towns with their streets, and the roads between them. */
final class Settlements {

    private static final CellGrid TOWNS = new CellGrid(0.1, 701);
    private static final double CELL_METRES = 13_000;
    /** How far the bends of the terrain move a road, in metres; streets are straighter. */
    private static final double BEND = 230;

    private static final double TOWN_BEND = 45;

    private final List<Town> towns = new ArrayList<>();
    private final List<Road> roads = new ArrayList<>();
    private final Atlas atlas;
    private final Survey survey;
    private final Block block;
    private final Atlas.Sheet sheet;

    Settlements(Atlas atlas, Survey survey, Block block) {
        this.atlas = atlas;
        this.survey = survey;
        this.block = block;
        this.sheet = survey.sheet(atlas);
        for (Atlas.Place city : atlas.cities()) {
            if (Math.abs(city.latitude() - survey.latitude()) < 1 + survey.radius() / 111_200) {
                add(
                        city.longitude(),
                        city.latitude(),
                        city.radius(),
                        Noise.hash((int) (city.longitude() * 100), 1, 1, 5));
            }
        }
        TOWNS.near(survey.longitude(), survey.latitude(), survey.radius() + CELL_METRES * 1.7, this::settle);
    }

    private void settle(Point point) {
        if (!settled(point)) {
            return;
        }
        add(point.longitude(), point.latitude(), size(point), point.bits());
        if (block.pixel() <= 60) {
            join(point, TOWNS.east(point));
            join(point, TOWNS.north(point));
        }
    }

    private static double size(Point point) {
        // A power law: few are large.
        return Math.min(4200, 300 / (0.04 + StrictMath.pow(point.unit(2), 0.62)));
    }

    private boolean settled(Point point) {
        double longitude = point.longitude();
        double latitude = point.latitude();
        if (Math.abs(latitude) > 67 || atlas.land(longitude, latitude) < 0.06) {
            return false;
        }
        double chance = 0.5
                + 0.5 * sheet.strength(Atlas.Kind.FARM, longitude, latitude)
                - 0.85 * sheet.strength(Atlas.Kind.DESERT, longitude, latitude)
                - 0.5 * sheet.strength(Atlas.Kind.WET, longitude, latitude)
                - sheet.mountains(longitude, latitude) / 5000
                - Curves.step(50, 66, Math.abs(latitude)) * 0.45;
        return point.unit(4) < Math.max(0.015, chance)
                && sheet.strength(Atlas.Kind.ICE, longitude, latitude) < 0.2
                && sheet.strength(Atlas.Kind.LAKE, longitude, latitude) < 0.3;
    }

    private void add(double longitude, double latitude, double radius, int bits) {
        LocalPlane plane = LocalPlane.of(longitude, latitude, block);
        Town town = Town.of(plane, radius, bits);
        if (town.distance(Frame.BLOCK / 2, Frame.BLOCK / 2) < 1.5 * radius + survey.radius() + 2 * BEND) {
            towns.add(town);
        }
    }

    private void join(Point from, Point to) {
        if (!settled(to)) {
            return;
        }
        double[] end = LocalPlane.uv(from.longitude(), from.latitude(), to.longitude(), to.latitude());
        double width = from.unit(6) < 0.25 ? 9 : 5;
        Road road = new Road(LocalPlane.of(from.longitude(), from.latitude(), block), end[0], end[1], width);
        if (road.distance(Frame.BLOCK / 2, Frame.BLOCK / 2, 0, 0) < survey.radius() + 4 * BEND) {
            roads.add(road);
        }
    }

    /** How much of a pixel a road covers, 0..1. */
    double road(int column, int row, double bendX, double bendY) {
        double most = 0;
        for (Road road : roads) {
            double distance = road.distance(column, row, BEND * bendX, BEND * bendY);
            most = Math.max(most, (road.halfWidth() + block.pixel() * 0.5 - distance) / block.pixel());
        }
        return Curves.clamp(most, 0, 1);
    }

    /** The density of the town that dominates a pixel: above 0 inside a town, 0 outside. */
    double density(int column, int row, double bendX, double bendY, double ragged, Spot spot) {
        double most = 0;
        for (Town town : towns) {
            double u = town.plane().u(column, row) + TOWN_BEND * bendX;
            double v = town.plane().v(column, row) + TOWN_BEND * bendY;
            double density = town.density(u, v) + 0.34 * ragged;
            if (density > most) {
                most = density;
                spot.u = u;
                spot.v = v;
                spot.town = town;
            }
        }
        return most;
    }

    /** A position within a town; reused for each pixel. */
    static final class Spot {
        double u;
        double v;
        Town town;
    }

    private record Road(LocalPlane plane, double toU, double toV, double halfWidth) {

        double distance(int column, int row, double bendU, double bendV) {
            double u = plane.u(column, row) + bendU;
            double v = plane.v(column, row) + bendV;
            double t = Curves.clamp((u * toU + v * toV) / (toU * toU + toV * toV), 0, 1);
            double du = u - t * toU;
            double dv = v - t * toV;
            return Math.sqrt(du * du + dv * dv);
        }
    }
}
