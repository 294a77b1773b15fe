package dev.swath.flow.jobs;

import dev.swath.earthengine.FilterGrammar;
import dev.swath.earthengine.PropertyFilter;
import dev.swath.job.Job;
import dev.swath.job.SettingException;

/** Refuses a filter that can't be read, before the service is asked. */
final class FilterCheck {

    private FilterCheck() {}

    static void check(Job job) {
        job.filter().ifPresent(filter -> {
            try {
                FilterGrammar.check(filter);
                new PropertyFilter(filter);
            } catch (IllegalArgumentException e) {
                throw new SettingException("swath.filter", filter, e.getMessage());
            }
        });
    }
}
