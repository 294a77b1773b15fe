package dev.swath.flow;

import dev.swath.flow.request.Failures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;

/** A condition for doing work, as Camel's health checks ask for it; what was found holds for a while, however often they ask. */
final class ReadinessCheck extends SwathCheck {

    /** Throws what keeps it from being met. */
    @FunctionalInterface
    interface Condition {
        void require() throws Exception;
    }

    private final Duration holds;
    private final Clock clock;
    private final Condition condition;
    private Optional<Instant> looked = Optional.empty();
    private Optional<String> fault = Optional.empty();

    /**
     * @param id its name
     * @param holds how long a finding holds; zero for no time
     * @param clock for the age of a finding
     * @param condition what is looked at, by one thread at a time
     */
    ReadinessCheck(String id, Duration holds, Clock clock, Condition condition) {
        super(id);
        this.holds = holds;
        this.clock = clock;
        this.condition = condition;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this);
        return fault().map(cause -> result.message(cause).down())
                .orElseGet(result::up)
                .build();
    }

    private synchronized Optional<String> fault() {
        Instant now = clock.instant();
        if (looked.isEmpty() || !now.isBefore(looked.get().plus(holds))) {
            fault = look();
            looked = Optional.of(clock.instant());
        }
        return fault;
    }

    private Optional<String> look() {
        try {
            condition.require();
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(Failures.cause(e));
        }
    }
}
