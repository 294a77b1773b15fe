package dev.swath.flow;

import dev.swath.earthengine.EarthEngineCredentials;
import dev.swath.earthengine.ServiceProbe;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.runs.RunRecorder;
import dev.swath.flow.runs.Runs;
import dev.swath.flow.store.Outputs;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;

/** When a process is ready for work: it is not being stopped, and can reach what it reads from and writes to. */
final class Readiness {

    /** A token is kept for most of an hour anyway; this is how soon a refusal may be found out to be over. */
    private static final Duration CREDENTIALS_HOLD = Duration.ofSeconds(30);

    private static final Duration OUTPUT_HOLDS = Duration.ofSeconds(10);
    private static final Duration LEDGER_HOLDS = Duration.ofSeconds(10);
    private static final Duration SERVICE_HOLDS = Duration.ofMinutes(1);

    private final List<HealthCheck> checks;

    /**
     * @param runs know whether the process is being stopped
     * @param outputs where files go
     * @param credentials for the service
     * @param service asks whether Earth Engine answers
     * @param space on the disks of the outputs
     * @param books of the runs of these jobs
     * @param jobs whose last runs are shown
     * @param clock for the age of a finding
     */
    Readiness(
            Runs runs,
            Outputs outputs,
            EarthEngineCredentials credentials,
            ServiceProbe service,
            FreeSpace space,
            RunRecorder books,
            Jobs jobs,
            Clock clock) {
        checks = List.of(
                new ReadinessCheck("swath-running", Duration.ZERO, clock, runs::requireRunning),
                new ReadinessCheck("swath-output", OUTPUT_HOLDS, clock, outputs::check),
                new ReadinessCheck("swath-disk", OUTPUT_HOLDS, clock, space::require),
                new ReadinessCheck(
                        "swath-ledger",
                        LEDGER_HOLDS,
                        clock,
                        () -> books.read(ledger -> ledger.runs().latest(Optional.empty(), 1, clock.instant()))),
                new ReadinessCheck("swath-credentials", CREDENTIALS_HOLD, clock, credentials::authorization),
                new ReadinessCheck("swath-earth-engine", SERVICE_HOLDS, clock, service::require),
                new LastRunCheck(jobs, books, clock));
    }

    /** Hands them to the health checks of a context, where its runtime has some. */
    void register(CamelContext context) {
        Optional.ofNullable(HealthCheckRegistry.get(context)).ifPresent(registry -> checks.forEach(registry::register));
    }
}
