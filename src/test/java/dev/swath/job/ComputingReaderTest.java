package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of computed images that can't be obeyed, alone or beside each other. */
class ComputingReaderTest {

    private static final Map<String, String> RAW = Map.of(
            "collection", "COPERNICUS/S2_SR_HARMONIZED",
            "area", "centre 8.3958,-82.4350 side 0.09",
            "start", "2024-01-01",
            "end", "2024-07-31",
            "bands", "B8,B4");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // A formula says in which column it is wrong.
                "bands=B8,n=(B8-B4 | swath.bands = 'B8,n=(B8-B4': in column 12: ",
                "bands=n=cos(B8) | swath.bands = 'n=cos(B8)': in column 3: ",
                "bands=n=B8 B4 | swath.bands = 'n=B8 B4': in column 6: ",
                "bands=n=B8=B4 | swath.bands = 'n=B8=B4': in column 5: '=' is not an operator; write == to compare",
                "type=int64 | swath.type = 'int64': is not known; write uint8 or ",
                "values=physical | swath.values = 'physical': is not known; write stored or scaled",
                "cloud-mask=clouds | swath.cloud-mask = 'clouds': is not known; write scl or ",
                "cloud-mask=scl:3 | swath.cloud-mask = 'scl:3': takes no threshold; write scl",
                "cloud-mask=cloud-probability | swath.cloud-mask = 'cloud-probability': has no threshold; write ",
                "cloud-mask=cloud-score-plus:60 | swath.cloud-mask = 'cloud-score-plus:60': is not a threshold from 0 to 1; ",
                "cloud-mask.buffer=100 | swath.cloud-mask.buffer = '100': widens a cloud mask, and none is set; set swath.cloud-mask too",
                "cloud-mask=qa-pixel | swath.cloud-mask = 'qa-pixel': does not mark the clouds of COPERNICUS/S2_SR_HARMONIZED; write scl",
                "cloud-mask=scl; collection=COPERNICUS/S2_HARMONIZED | swath.cloud-mask = 'scl': does not mark the clouds of COPERNICUS/S2_HARMONIZED; write cloud-score-plus:0.6",
                "cloud-mask=qa60; collection=LANDSAT/LC08/C02/T1_L2 | swath.cloud-mask = 'qa60': does not mark the clouds of LANDSAT/LC08/C02/T1_L2; write qa-pixel",
                "cloud-mask=scl; collection=MODIS/061/MOD13Q1 | swath.cloud-mask = 'scl': does not mark the clouds of MODIS/061/MOD13Q1; leave it empty",
                "cloud-mask=cloud-score-plus:0.6; collection=users/me/scenes | swath.cloud-mask = 'cloud-score-plus:0.6': does not mark the clouds of users/me/scenes; leave it empty",
                "composite=average; composite.period=P1M | swath.composite = 'average': is not known; write median or ",
                "composite=median | swath.composite.period = '': is not set, and swath.composite = 'median' needs to know",
                "composite=median; composite.period=month | swath.composite.period = 'month': is not a period of months",
                "composite=quality:ndvi; composite.period=P1M | swath.composite = 'quality:ndvi': goes by the band 'ndvi'",
                "composite.period=P1M | swath.composite.period = 'P1M': is for composites; set swath.composite too",
                "composite.open=true | swath.composite.open = 'true': is for composites; set swath.composite too",
                "composite.grid=first | swath.composite.grid = 'first': is for composites; set swath.composite too",
                "composite=min; composite.period=P1M; composite.grid=nearest | swath.composite.grid = 'nearest': is not known; ",
                "composite=min; composite.period=P1M; composite.grid=first; crs=EPSG:4326 | swath.composite.grid = 'first': is set beside swath.crs",
                "composite=min; composite.period=P1M; composite.grid=EPSG:32645 | swath.composite.grid = 'EPSG:32645': ",
                "composite=min; composite.period=P1M; collection=; start=; end=; image=USGS/SRTMGL1_003 | swath.composite = 'min': needs the images of a collection",
                "max-cloud-in-area=120 | swath.max-cloud-in-area = '120': is not a share in percent; write a number from 0 to 100",
                "max-cloud-in-area=-1 | swath.max-cloud-in-area = '-1': is not a share in percent",
                "max-cloud-in-area=few | swath.max-cloud-in-area = 'few': is not a number; write one such as 20",
                "max-cloud-in-area=20; collection=MODIS/061/MOD13Q1 | swath.max-cloud-in-area = '20': needs to know what is cloudy, and nothing is known of the clouds of MODIS/061/MOD13Q1; set swath.cloud-mask",
                "max-cloud-in-area=20; collection=; start=; end=; image=USGS/SRTMGL1_003 | swath.max-cloud-in-area = '20': needs to know what is cloudy, and nothing is known of the clouds of USGS;",
                "type=int16; visualization.min=0; visualization.max=1 | swath.type = 'int16': is for raw bands, and a picture has 8 bits",
            })
    void settings_that_can_not_be_obeyed_say_which_and_how_to_mend_them(String settings, String message) {
        assertThatThrownBy(() -> job(settings.split(";")))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "IMAGE | composite=min; composite.period=P1M | swath.composite = 'min': is set beside swath.expression = ",
                "IMAGE | cloud-mask=scl | swath.cloud-mask = 'scl': is set beside swath.expression = ",
                "IMAGE | values=scaled | swath.values = 'scaled': is set beside swath.expression = ",
                "IMAGE | bands=n=B8/B4 | swath.bands = 'n=B8/B4': has a formula for 'n' beside swath.expression = ",
                "IMAGE | type= | swath.type = '': is not set, and nothing is known of the values of swath.expression = ",
                "IMAGE | visualization.min=0; visualization.max=1 | swath.type = 'int16': is for raw bands, and a picture has 8 bits",
                "AREA | scale= | swath.scale = '': is not set, and the result of swath.expression = ",
                "AREA | image=USGS/SRTMGL1_003; collection=; start=; end= | swath.expression = 'FILE': does not use ${image}, and the images are named",
                "START | image=USGS/SRTMGL1_003; collection=; start=; end= | swath.expression = 'FILE': uses ${collection}, ${start} or ${end}, and the",
                "PICTURE | scale=10 | swath.expression = 'FILE': has the placeholder ${picture}, which is not known; write one of ",
                "NONE | expression=none.json | swath.expression = 'none.json': is not there, seen from ",
            })
    void an_expression_takes_the_place_of_other_settings(
            String variable, String settings, String message, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("e.json");
        String constants = variable.equals("START")
                ? "[\"${start}\", \"${image}\"]"
                : "\"${" + variable.toLowerCase(Locale.ROOT) + "}\"";
        Files.writeString(file, "{\"constantValue\": " + constants + "}");
        String all = "expression=" + file + "; type=int16; scale=10; " + settings;

        assertThatThrownBy(() -> job(all.split(";")))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(message.replace("FILE", file.toString()))
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "COPERNICUS/S2_SR_HARMONIZED,scl",
        "COPERNICUS/S2_HARMONIZED,cloud-score-plus:0.6",
        "LANDSAT/LC09/C02/T1_L2,qa-pixel",
        "LANDSAT/LT05/C02/T2_TOA,qa-pixel",
    })
    void clouds_are_counted_as_is_usual_for_a_collection_or_as_they_are_masked(String collection, String mask) {
        Job usual = job("collection=" + collection, "max-cloud-in-area=20");
        Job given = job("max-cloud-in-area=20", "cloud-mask=cloud-probability:30", "cloud-mask.buffer=100");

        assertThat(usual.selection().clouds().orElseThrow().mask(collection).orElseThrow())
                .hasToString(mask);
        assertThat(given.selection().clouds().orElseThrow().mask(collection).orElseThrow())
                .hasToString("cloud-probability:30.0");
    }

    @Test
    void defaults_written_out_contradict_nothing() {
        Job job = job("composite.open=false", "composite.grid=utm", "cloud-mask.buffer=0", "values=stored");

        assertThat(job.computing().isNeeded()).isFalse();
    }

    @Test
    void a_grid_of_composites_is_that_of_the_zone_unless_the_job_sets_one() {
        assertThat(grid("composite.open=false")).isEqualTo(CompositeGrid.UTM);
        assertThat(grid("composite.grid=EPSG:4326")).hasToString("EPSG:4326");
        assertThat(grid("crs=EPSG:4326")).isEqualTo(CompositeGrid.UTM);
    }

    private static CompositeGrid grid(String setting) {
        return job("composite=mean", "composite.period=whole", setting)
                .computing()
                .composite()
                .orElseThrow()
                .grid();
    }

    static Job job(String... settings) {
        Map<String, String> all = new HashMap<>(RAW);
        for (String setting : settings) {
            String[] parts = setting.strip().split("=", 2);
            all.put(parts[0], parts[1]);
        }
        return Job.from(
                "david", SettingReader.of(key -> Optional.ofNullable(all.get(key.substring("swath.".length())))));
    }
}
