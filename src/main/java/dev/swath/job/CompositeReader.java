package dev.swath.job;

import dev.swath.grid.ProjectedArea;
import dev.swath.job.formula.BandDefinition;
import java.util.List;
import java.util.Optional;

/** Reads the settings of a job that make one image of many. */
final class CompositeReader {

    private static final String COMPOSITE = "swath.composite";
    private static final String PERIOD = "swath.composite.period";
    private static final String OPEN = "swath.composite.open";
    private static final String GRID = "swath.composite.grid";
    private static final List<String> ALL = List.of(PERIOD, OPEN, GRID);

    private final SettingReader settings;
    private final AreaOfInterest area;

    /** Reads them for a job of this area. */
    CompositeReader(SettingReader settings, AreaOfInterest area) {
        this.settings = settings;
        this.area = area;
    }

    /**
     * How images of a source become one; empty where they do not.
     *
     * @param bands of the file
     */
    Optional<Composite> read(ImageSource source, List<BandDefinition> bands) {
        if (settings.text(COMPOSITE).isEmpty()) {
            ALL.forEach(this::refuse);
            return Optional.empty();
        }
        if (source.collection().isEmpty()) {
            throw new SettingException(
                    COMPOSITE,
                    settings.required(COMPOSITE),
                    "needs the images of a collection, and these are named one by one; set swath.collection instead");
        }
        if (settings.text(PERIOD).isEmpty()) {
            throw new SettingException(
                    PERIOD,
                    "",
                    "is not set, and " + COMPOSITE + " = '" + settings.required(COMPOSITE)
                            + "' needs to know which images go together; write a period such as P1M, or whole for all");
        }
        CompositePeriod period = settings.parsed(PERIOD, CompositePeriod::parse);
        boolean open = settings.bool(OPEN);
        CompositeGrid grid = grid();
        Composite composite = settings.parsed(COMPOSITE, text -> Composite.parse(text, period, open, grid));
        composite
                .argument()
                .filter(band -> composite.method() == Composite.Method.QUALITY)
                .ifPresent(quality -> requireBand(quality, bands));
        return Optional.of(composite);
    }

    private void requireBand(String quality, List<BandDefinition> bands) {
        if (bands.stream().noneMatch(band -> band.name().equals(quality))) {
            throw new SettingException(
                    COMPOSITE,
                    settings.required(COMPOSITE),
                    "goes by the band '" + quality + "', which is not among swath.bands; add it there");
        }
    }

    private CompositeGrid grid() {
        CompositeGrid grid = settings.parsed(GRID, CompositeGrid::parse);
        String crs = settings.required("swath.crs");
        if (grid.kind() != CompositeGrid.Kind.UTM && !crs.equalsIgnoreCase("native")) {
            throw new SettingException(
                    GRID,
                    settings.required(GRID),
                    "is set beside swath.crs = '" + crs + "', which all files have; remove one of them");
        }
        try {
            grid.projection().ifPresent(projection -> ProjectedArea.of(area.geometry(), projection));
            return grid;
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    GRID, settings.required(GRID), e.getMessage() + "; write utm for the zone of the area");
        }
    }

    /** Settings of composites do nothing without one, unless they have their default. */
    private void refuse(String key) {
        String none = Setting.find(key).orElseThrow().defaultValue();
        settings.given(key).filter(value -> !value.equalsIgnoreCase(none)).ifPresent(value -> {
            throw new SettingException(key, value, "is for composites; set " + COMPOSITE + " too");
        });
    }
}
