package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import dev.swath.job.Mask;
import dev.swath.job.MaskSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceMaskTest {

    private static final RasterGrid GRID =
            new RasterGrid(Projection.of("EPSG:32617"), AffineTransform.northUp(300_000, 1_000_020, 10, 10), 2, 2);
    private static final Window ALL = new Window(0, 0, 2, 2);

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void a_zero_of_any_type_may_be_data(SampleType type) throws IOException {
        byte[] states = read(type, 1, MaskSource.AUTO, new TileMasks(), OptionalDouble.empty(), 0, 1, 2, 3);

        assertThat(states)
                .containsExactly(ServiceMask.UNKNOWN, ServiceMask.VALID, ServiceMask.VALID, ServiceMask.VALID);
    }

    @Test
    void in_floating_point_minus_infinity_may_be_data_and_not_a_number_never_is() throws IOException {
        byte[] states = read(
                SampleType.FLOAT32,
                1,
                MaskSource.AUTO,
                new TileMasks(),
                OptionalDouble.empty(),
                Double.NEGATIVE_INFINITY,
                Double.NaN,
                -0.0,
                1);

        assertThat(states)
                .containsExactly(ServiceMask.UNKNOWN, ServiceMask.MASKED, ServiceMask.UNKNOWN, ServiceMask.VALID);
    }

    @Test
    void what_the_reply_states_as_nodata_may_be_masked() throws IOException {
        byte[] states =
                read(SampleType.INT16, 1, MaskSource.AUTO, new TileMasks(), OptionalDouble.of(-32768), -32768, 5, 0, 1);

        assertThat(states)
                .containsExactly(ServiceMask.UNKNOWN, ServiceMask.VALID, ServiceMask.UNKNOWN, ServiceMask.VALID);
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT8", "UINT16", "INT32"})
    void of_a_row_with_and_one_without_zeros_only_the_zeros_are_unknown(SampleType type) throws IOException {
        assertThat(read(type, 1, MaskSource.AUTO, new TileMasks(), OptionalDouble.empty(), 1, 2, 3, 0))
                .containsExactly(ServiceMask.VALID, ServiceMask.VALID, ServiceMask.VALID, ServiceMask.UNKNOWN);
        assertThat(read(type, 1, MaskSource.REQUEST, new TileMasks(), OptionalDouble.empty(), 1, 2, 3, 4))
                .containsOnly(ServiceMask.UNKNOWN);
    }

    @Test
    void the_mask_decides_where_it_was_asked_for() throws IOException {
        TileMasks masks = new TileMasks();
        masks.add(0, ALL, GRID, mask(255, 0, 255, 0));

        byte[] states = read(SampleType.UINT16, 1, MaskSource.AUTO, masks, OptionalDouble.empty(), 0, 0, 5, 6);

        assertThat(states)
                .containsExactly(ServiceMask.VALID, ServiceMask.MASKED, ServiceMask.VALID, ServiceMask.MASKED);
    }

    @Test
    void only_masks_of_bands_with_zeros_are_missing() throws IOException {
        ServiceMask mask = new ServiceMask(image(SampleType.UINT16, 3, Mask.NODATA), MaskSource.AUTO);
        byte[] data = samples(SampleType.UINT16, 3, 1, 0, 3, 4, 5, 6, 7, 8, 9, 1, 2, 0)
                .data();
        TileMasks masks = new TileMasks();

        byte[] states = mask.read(data, ALL, mask.requested(masks, ALL), OptionalDouble.empty());
        BitSet missing = new BitSet();
        for (int pixel = 0; pixel < states.length; pixel++) {
            if (states[pixel] == ServiceMask.UNKNOWN) {
                mask.addUnknown(data, pixel, masks, OptionalDouble.empty(), missing);
            }
        }

        assertThat(missing.stream()).containsExactly(1, 2);
    }

    @Test
    void a_reply_that_is_no_mask_is_an_error() {
        TileMasks masks = new TileMasks();

        assertThatThrownBy(() -> masks.add(0, ALL, GRID, mask(255, 0, 7, 0)))
                .isInstanceOf(TiffException.class)
                .hasMessage("the reply is not the requested mask: it holds the value 7; 0 or 255 was expected");
        assertThatThrownBy(() -> masks.add(0, ALL, GRID.window(new Window(1, 0, 2, 2)), mask(255, 0, 255, 0)))
                .isInstanceOf(TiffException.class)
                .hasMessageContaining("is at another position");
        assertThat(masks.has(0)).isFalse();
    }

    @Test
    void a_mask_may_come_in_parts() throws IOException {
        TileMasks masks = new TileMasks();
        for (int column = 0; column < 2; column++) {
            Window part = new Window(column, 0, 1, 2);
            byte[] colours = new byte[6];
            Arrays.fill(colours, 3 * column, 3 * column + 3, (byte) 255);
            Samples samples = new Samples(SampleType.UINT8, 1, 2, 3, colours);
            byte[] reply =
                    GeoTiffEncoder.encode(samples, Optional.of(GRID.window(part)), OptionalDouble.empty(), List.of());
            masks.add(4, part, GRID.window(part), reply);
        }

        assertThat(masks.read(4, ALL)).containsExactly((byte) 255, (byte) 0, (byte) 0, (byte) 255);
        assertThat(masks.read(4, new Window(1, 0, 1, 2))).containsExactly((byte) 0, (byte) 255);
    }

    private static byte[] read(
            SampleType type, int bands, MaskSource source, TileMasks masks, OptionalDouble stated, double... values)
            throws IOException {
        ServiceMask mask = new ServiceMask(image(type, bands, Mask.NODATA), source);
        return mask.read(samples(type, bands, values).data(), ALL, mask.requested(masks, ALL), stated);
    }

    private static ImageDescription image(SampleType type, int bands, Mask mask) {
        return new ImageDescription(
                GRID, type, Collections.nCopies(bands, "B"), mask, OptionalDouble.empty(), false, Map.of());
    }

    private static Samples samples(SampleType type, int bands, double... values) {
        byte[] data = new byte[values.length * type.bytes()];
        for (int i = 0; i < values.length; i++) {
            SampleAccess.of(type).set(data, i, values[i]);
        }
        return new Samples(type, 2, 2, bands, data);
    }

    private static byte[] mask(int... shown) {
        byte[] colours = new byte[shown.length * 3];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = (byte) shown[i / 3];
        }
        return GeoTiffEncoder.encode(
                new Samples(SampleType.UINT8, 2, 2, 3, colours), Optional.of(GRID), OptionalDouble.empty(), List.of());
    }
}
