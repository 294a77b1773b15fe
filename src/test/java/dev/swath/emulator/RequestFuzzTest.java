package dev.swath.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.swath.Slow;
import dev.swath.fuzz.Damage;
import dev.swath.fuzz.Trial;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Requests to the emulator, changed at random. See {@code TiffFuzzTest} for longer runs. */
@Slow("The emulator answers or refuses any request, within limits of time and memory.")
class RequestFuzzTest {

    private static final Trial TRIAL = new Trial(Duration.ofSeconds(10), 16 << 20, ApiException.class);
    private static final String FILTER = "startTime >= \"2024-01-01T00:00:00Z\" AND endTime < \"2024-07-31T00:00:00Z\""
            + " AND intersects(\"{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,0]]]}\")"
            + " AND (properties.CLOUDY < 85 OR -system:index:a)";
    private static final String TOKEN = "MDAwMDAwMDd8MTcwNDkwMjg3MnwwfDIwMjQwMTEwVDE2MDYyMQ";

    @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void a_filter_is_read_or_refused(@ForAll("damages") List<Damage> damages) {
        String filter = new String(Damage.all(damages, FILTER.getBytes(UTF_8), TOKEN.getBytes(UTF_8)), UTF_8);

        TRIAL.run(() -> FilterParser.parse(filter));
    }

    @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void a_page_token_is_read_or_refused(@ForAll("damages") List<Damage> damages) {
        String token = new String(Damage.all(damages, TOKEN.getBytes(UTF_8), FILTER.getBytes(UTF_8)), UTF_8);

        TRIAL.run(() -> PageToken.decode(token, 7));
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        return Damage.some();
    }
}
