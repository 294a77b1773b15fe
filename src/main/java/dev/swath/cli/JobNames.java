package dev.swath.cli;

import dev.swath.flow.jobs.Jobs;
import dev.swath.job.Job;
import java.util.List;

/** The jobs that a command is about. */
final class JobNames {

    private JobNames() {}

    /** The named jobs in that order, or all enabled jobs; an unknown name is an error before anything runs. */
    static List<String> chosen(Jobs jobs, List<String> names) {
        return names.isEmpty()
                ? jobs.all().stream().map(Job::name).toList()
                : names.stream().map(name -> jobs.job(name).name()).toList();
    }
}
