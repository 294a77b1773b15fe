package dev.swath.grid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Rasterio;
import dev.swath.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;

@Slow("PROJ and Swath put three places of every fourth EPSG code that Swath takes to the same coordinates.")
@Timeout(300)
class ReferenceSystemsTest {

    /** PROJ takes a hundredth of a second for each. */
    private static final int EACH = 4;

    private static final double CENTIMETRES = 0.02;
    /** Of the way back where an old datum is turned by many seconds. */
    private static final double QUARTER_OF_A_METRE = 0.25;

    @TempDir
    private Path folder;

    @Test
    void every_fourth_code_that_is_taken_agrees_with_proj() throws IOException {
        Rasterio.require();
        List<String> systems = IntStream.range(1000, 33_000)
                .filter(number -> number % EACH == 0)
                .mapToObj(number -> "EPSG:" + number)
                .filter(ReferenceSystemsTest::isTaken)
                .map(code -> code + " " + ReferenceSystems.parameters(code).orElse(code))
                .filter(system -> system.contains("+proj"))
                .toList();
        Path file = Files.write(folder.resolve("systems"), systems);

        String places = Rasterio.run("src/test/resources/dev/swath/grid/proj.py", file.toString());

        List<String> wrong = new ArrayList<>();
        places.lines().forEach(line -> difference(line).ifPresent(wrong::add));
        assertThat(wrong).isEmpty();
        assertThat(systems).hasSizeGreaterThan(1000);
        assertThat(places.lines()).hasSizeGreaterThan(3000);
    }

    private static boolean isTaken(String code) {
        try {
            return Projection.of(code).code().equals(code);
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    /** What differs, if anything does: by more than two centimetres there, or a quarter of a metre on the way back. */
    private static Optional<String> difference(String line) {
        String[] parts = line.split(" ");
        Projection projection = Projection.of(parts[0]);
        double longitude = Double.parseDouble(parts[1]);
        double latitude = Double.parseDouble(parts[2]);
        Coordinate expected = new Coordinate(Double.parseDouble(parts[3]), Double.parseDouble(parts[4]));
        double meridian = projection.centralMeridian().orElse(0);
        double placed = meridian + Math.IEEEremainder(longitude - meridian, 360);
        Coordinate found = projection.project(placed, latitude);
        Coordinate back = projection.unproject(expected.x, expected.y);
        double away = found.distance(expected) * projection.metresPerUnit();
        double backAway = Math.hypot(Math.IEEEremainder(back.x - longitude, 360), back.y - latitude)
                * OutputGrid.METRES_PER_DEGREE;
        return away <= CENTIMETRES && backAway <= QUARTER_OF_A_METRE
                ? Optional.empty()
                : Optional.of(line + " became " + found + ", back " + back);
    }
}
