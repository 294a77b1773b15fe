package dev.swath.emulator.synthetic;

import dev.swath.emulator.archive.SceneCollection;
import dev.swath.emulator.landscape.Landscape;
import java.time.Clock;
import java.util.List;

/** The synthetic collections of other instruments than that of Sentinel-2: each a table and a series. */
public final class SyntheticCollections {

    private SyntheticCollections() {}

    /**
     * All of them.
     *
     * @param landscape the ground, which they share
     * @param clock the time, until which they have images
     */
    public static List<SceneCollection> all(Landscape landscape, Clock clock) {
        return List.of(
                new TableCollection(CollectionTable.read("landsat-8"), new LandsatSeries(8, landscape), clock),
                new TableCollection(CollectionTable.read("landsat-9"), new LandsatSeries(9, landscape), clock),
                new TableCollection(CollectionTable.read("sentinel-1"), new RadarSeries(landscape), clock),
                new TableCollection(CollectionTable.read("dem-glo30"), new ElevationSeries(landscape), clock),
                new TableCollection(CollectionTable.read("worldcover-v100"), new CoverSeries(2020, landscape), clock),
                new TableCollection(CollectionTable.read("worldcover-v200"), new CoverSeries(2021, landscape), clock),
                new TableCollection(CollectionTable.read("mod13q1"), new VegetationSeries(landscape), clock));
    }
}
