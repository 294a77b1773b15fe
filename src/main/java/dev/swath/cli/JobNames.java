package dev.swath.cli;

import dev.swath.flow.jobs.Jobs;
import dev.swath.job.Job;
import dev.swath.job.SettingException;
import java.util.List;

/** The jobs that a command is about. */
final class JobNames {

    private JobNames() {}

    /**
     * The named jobs in that order, or all enabled jobs.
     *
     * @throws SettingException if a name is unknown, or if none is named and none is enabled
     */
    static List<String> chosen(Jobs jobs, List<String> names) {
        if (!names.isEmpty()) {
            return names.stream().map(name -> jobs.job(name).name()).toList();
        }
        if (jobs.all().isEmpty()) {
            throw new SettingException(
                    "job",
                    "",
                    jobs.disabled().isEmpty()
                            ? "no route file has a job; write one with 'swath new'"
                            : "no job is enabled; name one of " + String.join(", ", jobs.disabled()));
        }
        return jobs.all().stream().map(Job::name).toList();
    }
}
