package dev.swath.flow;

import dev.swath.flow.runs.Runs;
import dev.swath.run.RunListener;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Makes Swath's beans for every Camel context that has its route template, in any runtime: Camel finds this class
 * on the class path. Settings that the runtime does not give have their defaults, and a context that stops takes up no
 * further image. A {@link RunListener} in the registry is notified of the progress of runs, and a map of settings under
 * {@value #OVERRIDES} overrides those of the job files.
 */
public final class SwathPlugin implements ContextServicePlugin {

    /** Name, in the registry, of settings that beat those of the job files. */
    public static final String OVERRIDES = "swathOverrides";

    /** Name, in the registry, of a list with the names of the jobs that are wanted; without it all that are enabled are. */
    public static final String JOBS = "swathJobs";

    /** Name, in the registry, of anything: with it the ledger is read and not written, for a context that only lists. */
    public static final String LEDGER_READ_ONLY = "swathLedgerReadOnly";

    private static final String TEMPLATE = "ingest";

    @Override
    public void load(CamelContext context) {
        SettingDefaults.offerTo(context);
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextInitializing(CamelContext starting) {
                // Spring Boot has put properties of its own in the place of those that load() saw.
                SettingDefaults.offerTo(starting);
                ModelCamelContext model = (ModelCamelContext) starting;
                if (model.getRouteTemplateDefinition(TEMPLATE) != null) {
                    SwathBeans.bind(
                            starting,
                            overrides(starting),
                            wanted(starting),
                            listener(starting),
                            starting.getRegistry().lookupByName(LEDGER_READ_ONLY) != null,
                            Clock.systemUTC());
                }
            }

            @Override
            public void onContextStopping(CamelContext stopping) {
                Optional.ofNullable(stopping.getRegistry().lookupByNameAndType("runs", Runs.class))
                        .ifPresent(Runs::drain);
            }
        });
    }

    private static Map<String, String> overrides(CamelContext context) {
        Map<?, ?> given = Optional.<Map<?, ?>>ofNullable(
                        context.getRegistry().lookupByNameAndType(OVERRIDES, Map.class))
                .orElse(Map.of());
        return given.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> String.valueOf(entry.getKey()), entry -> String.valueOf(entry.getValue())));
    }

    private static List<String> wanted(CamelContext context) {
        List<?> given = Optional.<List<?>>ofNullable(context.getRegistry().lookupByNameAndType(JOBS, List.class))
                .orElse(List.of());
        return given.stream().map(String::valueOf).toList();
    }

    private static RunListener listener(CamelContext context) {
        return context.getRegistry().findByType(RunListener.class).stream()
                .findFirst()
                .orElse(RunListener.NONE);
    }
}
