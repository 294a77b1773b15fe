package dev.swath.flow.jobs;

import dev.swath.job.Job;
import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** The jobs of the route files: each route made from the template {@code ingest}, with its settings. */
public final class Jobs {

    private static final String ENABLED = "swath.enabled";
    /** The parameter that holds a job's name. */
    static final String NAME = "job";

    private final CamelContext context;
    private final Map<String, String> overrides;
    private final Set<String> left = new TreeSet<>();
    private final Neighbours neighbours = new Neighbours();
    /** Parameters that every wanted job has of its own. */
    private Optional<Set<String>> setByAll = Optional.empty();

    private volatile Map<String, Job> jobs = Map.of();

    private Jobs(CamelContext context, Map<String, String> overrides) {
        this.context = context;
        this.overrides = overrides;
    }

    /**
     * Reads the jobs of a context whose routes are loaded.
     *
     * @param overrides settings that beat those of the job files, by their full keys
     * @param only names of the jobs that are wanted, the others are not read; if there are none, all that are enabled
     * @throws SettingException if a job has an unknown parameter or a bad value, or one that is wanted is not there
     */
    public static Jobs of(CamelContext context, Map<String, String> overrides, Collection<String> only) {
        Jobs jobs = new Jobs(context, overrides);
        ModelCamelContext model = (ModelCamelContext) context;
        model.getRouteDefinitions().stream()
                .filter(route -> Optional.ofNullable(route.getTemplateParameters())
                        .filter(parameters -> parameters.containsKey(NAME))
                        .isPresent())
                .sorted(Comparator.comparing(RouteDefinition::getRouteId))
                .forEach(route -> jobs.take(route.getRouteId(), route.getTemplateParameters(), only));
        only.forEach(jobs::job);
        return jobs;
    }

    /** A job that is not wanted is not read: its faults do not stop the start. */
    private void take(String routeId, Map<String, Object> parameters, Collection<String> only) {
        boolean wanted = only.isEmpty() ? isEnabled(parameters) : only.contains(routeId);
        if (wanted) {
            Set<String> set = of(parameters).written();
            setByAll.ifPresent(set::retainAll);
            setByAll = Optional.of(set);
            put(read(routeId, parameters));
        } else {
            left.add(routeId);
            if (!only.isEmpty()) {
                Map<String, Object> own = new HashMap<>(parameters);
                neighbours.add(
                        routeId, () -> Optional.of(own).filter(this::isEnabled).map(set -> read(routeId, set)));
            }
        }
    }

    private boolean isEnabled(Map<String, Object> parameters) {
        return of(parameters).settings(context).flag(ENABLED);
    }

    private JobParameters of(Map<String, Object> parameters) {
        return new JobParameters(parameters, overrides);
    }

    /**
     * Reads a job; what the command line says is put in the place of its own parameters, for Camel to see it too.
     *
     * @param routeId id of the job's route
     * @param parameters what its file says, changed by this
     * @throws SettingException if there is an unknown parameter or a bad value
     */
    public Job read(String routeId, Map<String, Object> parameters) {
        JobParameters own = of(parameters);
        own.override();
        String name = String.valueOf(parameters.get(NAME));
        try {
            if (!name.equals(routeId)) {
                throw new SettingException(NAME, name, "is not the id of its route; use " + routeId + " for both");
            }
            own.requireKnown(name);
            return checked(name, own.settings(context));
        } catch (SettingException fault) {
            throw own.isWritten(fault.key()) || own.isMissing(fault) ? fault.inFileOf(routeId) : fault;
        }
    }

    /** The job of these settings, after all checks that are possible before it runs. */
    private static Job checked(String name, SettingReader settings) {
        Job job = Job.from(name, settings);
        settings.flag(ENABLED);
        FilterCheck.check(job);
        ScaleCheck.check(job);
        if (settings.flag(BandCheck.CHECK)) {
            BandCheck.check(job);
        }
        CronCheck.check(job);
        return job;
    }

    /** Whether there is a job of this name, wanted or not. */
    public boolean isKnown(String name) {
        return names().contains(name);
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(jobs.keySet());
        names.addAll(left);
        return names;
    }

    /** The names of the jobs that are not enabled, where all that are enabled are wanted. */
    public Set<String> disabled() {
        Set<String> disabled = new TreeSet<>(left);
        disabled.removeAll(jobs.keySet());
        return disabled;
    }

    /** Whether each wanted job sets this itself, so that a value for all jobs is not used. */
    public boolean isSetByAll(String key) {
        return setByAll.filter(set -> set.contains(JobParameters.parameter(key)))
                .isPresent();
    }

    /** Adds a job, or puts it in the place of the one of its name. */
    public synchronized void put(Job job) {
        Map<String, Job> changed = new TreeMap<>(jobs);
        changed.put(job.name(), job);
        jobs = Collections.unmodifiableMap(changed);
    }

    /** Forgets a job. */
    public synchronized void remove(String name) {
        Map<String, Job> changed = new TreeMap<>(jobs);
        changed.remove(name);
        neighbours.remove(name);
        jobs = Collections.unmodifiableMap(changed);
    }

    /** The jobs that are wanted, in the order of their names. */
    public Collection<Job> all() {
        return jobs.values();
    }

    /** The other jobs, wanted or only enabled, that can be read. */
    public List<Job> beside(Job job) {
        return Stream.concat(jobs.values().stream(), neighbours.jobs().stream())
                .filter(other -> !other.name().equals(job.name()))
                .toList();
    }

    /**
     * The job of this name.
     *
     * @throws SettingException if there is none
     */
    public Job job(String name) {
        return Optional.ofNullable(jobs.get(name))
                .orElseThrow(() ->
                        new SettingException(NAME, name, "is not a job; there are: " + String.join(", ", names())));
    }
}
