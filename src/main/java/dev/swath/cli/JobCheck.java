package dev.swath.cli;

import dev.swath.flow.jobs.JobFile;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.store.Outputs;
import dev.swath.flow.store.Sinks;
import dev.swath.job.Job;
import dev.swath.job.RouteText;
import dev.swath.job.SettingException;
import dev.swath.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Checks a job file as a start would, without starting anything.
 *
 * @param settings of the process
 */
record JobCheck(MergedSettings settings) {

    /** The check sends nothing. */
    private static final Duration NO_TIME = Duration.ofSeconds(1);

    /**
     * The job that has the same files: of the same collection, under the same names, in the same output.
     *
     * @param text of the file of the job
     * @throws SettingException if a start would refuse the file
     */
    Optional<String> sharesFilesWith(String name, Path file, String text) {
        CamelContext context = new DefaultCamelContext();
        try {
            context.getPropertiesComponent().setInitialProperties(settings.toProperties());
            context.build();
            Jobs jobs = Jobs.of(context, Map.of(), List.of());
            Job made =
                    jobs.read(name, JobFile.read(context, file.toString(), text).get(name));
            return RouteFolders.of(settings).files().stream()
                    .flatMap(other -> readable(context, jobs, other))
                    .filter(other -> haveSameFiles(made, other))
                    .map(Job::name)
                    .findFirst();
        } finally {
            context.stop();
        }
    }

    /** The jobs of a file; none where it has none, or has faults, which are for its own start to report. */
    private static Stream<Job> readable(CamelContext context, Jobs jobs, Path file) {
        try {
            return JobFile.read(context, file.toString(), RouteText.text(file)).entrySet().stream()
                    .map(job -> jobs.read(job.getKey(), job.getValue()))
                    .toList()
                    .stream();
        } catch (IOException | IllegalArgumentException | SettingException e) {
            return Stream.empty();
        }
    }

    private static boolean haveSameFiles(Job one, Job other) {
        String template = one.fileName().template();
        return template.equals(other.fileName().template())
                && !template.contains("{job}")
                && Outputs.name(one).equals(Outputs.name(other))
                && !Collections.disjoint(
                        one.source().collections(), other.source().collections());
    }

    /**
     * Reads the job from the text of its file, and holds each of its values, its output and its recipients against what they must be.
     *
     * @param file where it will be
     * @throws SettingException if there is a job of this name, or a start would refuse the file
     */
    void check(String name, Path file, String text) {
        RouteIds.of(RouteFolders.of(settings)).file(name).ifPresent(other -> {
            throw new SettingException(
                    "job", name, "exists already, in " + other + "; choose another name, or edit the file");
        });
        CamelContext context = new DefaultCamelContext();
        try {
            context.getPropertiesComponent().setInitialProperties(settings.toProperties());
            context.build();
            Jobs jobs = Jobs.of(context, Map.of(), List.of());
            Map<String, Object> parameters =
                    JobFile.read(context, file.toString(), text).get(name);
            Sinks sinks = new Sinks(context, NO_TIME, Network.of(settings.reader()));
            new Outputs(context, jobs, Optional.empty(), sinks).check(jobs.read(name, parameters));
        } finally {
            context.stop();
        }
    }
}
