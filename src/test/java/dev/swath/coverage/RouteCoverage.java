package dev.swath.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Notes which routes the tests run: Camel loads this class into every context if the tests are on the class path.
 * A route that an exchange entered adds one line, its file and its id, to {@link #NOTES}; {@link CoverageReport} reads them.
 * Camel's own report plugin does not see routes that are written in YAML.
 */
public final class RouteCoverage implements ContextServicePlugin {
    /** The folder of the notes, below that of the project. */
    static final Path NOTES = Path.of("target", "route-coverage");

    private final Set<String> noted = ConcurrentHashMap.newKeySet();

    @Override
    public void load(CamelContext context) {
        context.addRoutePolicyFactory(this::policy);
    }

    private RoutePolicy policy(CamelContext context, String routeId, NamedNode node) {
        return new RoutePolicySupport() {
            @Override
            public void onExchangeBegin(Route route, Exchange exchange) {
                if (noted.add(route.getRouteId())) {
                    note(fileOf(route) + "\t" + route.getRouteId());
                }
            }
        };
    }

    /** A route made from a template has no file. */
    private static String fileOf(Route route) {
        return route.getSourceResource() == null
                ? ""
                : Path.of(route.getSourceResource().getLocation()).getFileName().toString();
    }

    private static void note(String line) {
        try {
            Path folder = Path.of(System.getProperty("swath.root", "")).resolve(NOTES);
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(ProcessHandle.current().pid() + ".txt"),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
