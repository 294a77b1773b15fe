package dev.swath.dashboard;

import dev.swath.job.Job;
import dev.swath.job.Setting;
import dev.swath.job.SettingReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A job for tests in which the job does not matter. */
final class SomeJob {

    private SomeJob() {}

    static Job named(String name) {
        Map<String, String> all = new HashMap<>();
        Setting.all().forEach(setting -> all.put(setting.key(), setting.defaultValue()));
        all.put("swath.collection", "COPERNICUS/S2_SR_HARMONIZED");
        all.put("swath.area", "centre 8.3958,-82.4350 side 0.01");
        all.put("swath.start", "2024-01-01");
        all.put("swath.end", "2024-02-01");
        all.put("swath.bands", "B8,B4,B3");
        return Job.from(name, SettingReader.of(key -> Optional.ofNullable(all.get(key))));
    }
}
