package dev.swath.flow;

import dev.swath.flow.cluster.QueueSettings;
import dev.swath.flow.cluster.Role;
import dev.swath.job.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Ordered;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.spi.PropertiesSource;

/**
 * The default of each setting, and the texts that settings stand for in the route files. All other sources of Camel's
 * properties take precedence.
 */
final class SettingDefaults implements PropertiesSource, Ordered {

    private static final String NAME = "swath-defaults";
    private static final String MEANINGS = "/dev/swath/meanings.properties";

    private final CamelContext context;
    private final Properties meanings = new Properties();

    /** What follows from the settings that divide the work. */
    private final Map<String, Supplier<String>> ofTheCluster = Map.of(
            "swath.download-step", () -> hasQueue() ? "direct:send-task" : value(QueueSettings.DOWNLOAD_TO),
            "swath.has-queue", () -> String.valueOf(hasQueue()),
            "swath.sends-tasks", () -> String.valueOf(hasQueue() && !isRole(Role.WORKER)),
            "swath.takes-tasks", () -> String.valueOf(hasQueue() && !isRole(Role.SCHEDULER)));

    private SettingDefaults(CamelContext context) {
        this.context = context;
        try (InputStream in = SettingDefaults.class.getResourceAsStream(MEANINGS)) {
            meanings.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds them to a context that does not have them yet. */
    static void offerTo(CamelContext context) {
        if (context.getPropertiesComponent().getPropertiesSource(NAME) == null) {
            context.getPropertiesComponent().addPropertiesSource(new SettingDefaults(context));
        }
    }

    @Override
    public String getName() {
        return NAME;
    }

    /** Camel expects null if there is no value. */
    @Override
    public String getProperty(String key) {
        return ofTheRuntime(key)
                .or(() -> Optional.ofNullable(ofTheCluster.get(key)).map(Supplier::get))
                .or(() -> Optional.ofNullable(meanings.getProperty(key)))
                .or(() -> Setting.find(key).map(Setting::defaultValue))
                .orElse(null);
    }

    private boolean hasQueue() {
        return QueueSettings.isQueue(value(QueueSettings.DOWNLOAD_TO));
    }

    private boolean isRole(Role role) {
        return value(QueueSettings.ROLE).equalsIgnoreCase(role.name());
    }

    private String value(String key) {
        return context.getPropertiesComponent()
                .resolveProperty(key)
                .map(String::trim)
                .orElse("");
    }

    /** Spring Boot's properties, which Camel itself would ask after this source. */
    private Optional<String> ofTheRuntime(String key) {
        return context.getPropertiesComponent() instanceof PropertiesComponent properties
                ? Optional.ofNullable(properties.getPropertiesParser().customLookup(key))
                : Optional.empty();
    }

    @Override
    public int getOrder() {
        return LOWEST;
    }
}
