package dev.swath.job;

import java.util.List;
import java.util.stream.Stream;

/** All settings, in the order in which they are documented. */
final class SettingCatalogue {

    static final List<Setting> SETTINGS = Stream.of(
                    ServiceSettings.EARTH_ENGINE,
                    ServiceSettings.NETWORK,
                    ImageSettings.IMAGES,
                    ImageSettings.PIXELS,
                    RunSettings.FETCHING,
                    RunSettings.OUTPUT,
                    ClusterSettings.ALL,
                    WatchSettings.ALL,
                    ServiceSettings.EMULATOR)
            .flatMap(List::stream)
            .toList();

    private SettingCatalogue() {}
}
