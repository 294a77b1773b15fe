package dev.swath.earthengine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownBandTest {

    @Test
    void landsat_reflectance_has_a_scale_and_an_offset() {
        KnownBand nir = KnownBand.of("LANDSAT/LC09/C02/T1_L2", "SR_B5").orElseThrow();

        assertThat(nir.commonName()).hasValue("nir08");
        assertThat(nir.scale()).hasValue(2.75e-05);
        assertThat(nir.offset()).isEqualTo(-0.2);
        assertThat(nir.unit()).hasValue("reflectance");
    }

    @Test
    void landsat_surface_temperature_is_in_kelvin() {
        KnownBand temperature = KnownBand.of("LANDSAT/LC08/C02/T1_L2", "ST_B10").orElseThrow();

        assertThat(temperature.scale()).hasValue(0.00341802);
        assertThat(temperature.offset()).isEqualTo(149);
        assertThat(temperature.unit()).hasValue("K");
    }

    @Test
    void radar_is_stored_in_decibels_as_it_is() {
        KnownBand backscatter = KnownBand.of("COPERNICUS/S1_GRD", "VV").orElseThrow();

        assertThat(backscatter.commonName()).isEmpty();
        assertThat(backscatter.scale()).isEmpty();
        assertThat(backscatter.unit()).isEqualTo(Optional.of("dB"));
    }

    @Test
    void nothing_is_known_of_other_collections() {
        assertThat(KnownBand.of("users/somebody/collection", "B8")).isEmpty();
    }
}
