package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.grid.RasterGrid;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MgrsTileTest {

    @ParameterizedTest
    @CsvSource({
        "17PLK, 32617, 300000, 1000020", // David, Panama
        "10SEG, 32610, 499980, 4200000", // San Francisco, from the Earth Engine quickstart
        "34HCH, 32734, 300000, 6300040", // South Africa
        "18SVG, 32618, 399960, 4200000", // Virginia
        "31UDQ, 32631, 399960, 5500020", // Paris
        "51QUG, 32651, 300000, 2700000", // Taiwan; most of its square lies north of the band that names it
        "33UWP, 32633, 499980, 5400000", // Vienna
        "56HLH, 32756, 300000, 6300040", // Sydney
        "60KXF, 32760, 600000, 8100040", // Fiji
    })
    void has_the_origin_of_the_real_tile(String name, int epsg, int x, int y) {
        MgrsTile tile = MgrsTile.parse(name).orElseThrow();
        RasterGrid grid = tile.grid(10);

        assertThat(tile.name()).isEqualTo(name);
        assertThat(grid.projection().epsg()).hasValue(epsg);
        assertThat(grid.transform().translateX()).isEqualTo(x);
        assertThat(grid.transform().translateY()).isEqualTo(y);
        assertThat(grid.width()).isEqualTo(10_980);
        assertThat(tile.grid(20).width()).isEqualTo(5490);
        assertThat(tile.grid(60).height()).isEqualTo(1830);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "17PLI", "17PAK", "00PLK", "61PLK", "17ALK", "17YLK", "17QLK", "17plk", "17PLKK", "31NAA"})
    void refuses_names_that_the_grid_does_not_have(String name) {
        assertThat(MgrsTile.parse(name)).isEmpty();
    }

    @Test
    void gives_each_tile_of_a_zone_a_name_of_its_own_that_leads_back_to_it() {
        Set<String> names = new HashSet<>();
        for (int zone = 16; zone <= 18; zone++) {
            for (int row = MgrsTile.FIRST_ROW; row <= MgrsTile.LAST_ROW; row += 3) {
                for (int column = 2; column <= 8; column++) {
                    MgrsTile tile = new MgrsTile(zone, column, row);
                    if (tile.exists()) {
                        assertThat(names.add(tile.name())).as(tile.name()).isTrue();
                        assertThat(MgrsTile.parse(tile.name())).contains(tile);
                    }
                }
            }
        }
        assertThat(names).hasSizeGreaterThan(600);
    }
}
