package dev.swath.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.RouteFile;
import dev.swath.job.Setting;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** What deployments of a cluster have in common: the profile, and the settings that variables name. */
final class ClusterProfile {

    private static final String BROKER = "camel.beans.broker";
    private static final Set<String> LOGIN = Set.of(BROKER + ".user", BROKER + ".password");
    /** Each process is told its own. */
    private static final String ROLE = "swath.role";

    private ClusterProfile() {}

    static Properties read(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }

    /** That a profile is {@code application-cluster.properties} with another address of the broker, and a login from the environment. */
    static void assertAsShipped(Properties profile, String address) throws IOException {
        Properties shipped =
                read(Files.readString(RouteFile.projectFolder().resolve("application-cluster.properties")));
        Set<String> keys = new HashSet<>(shipped.stringPropertyNames());
        keys.remove(ROLE);
        keys.addAll(LOGIN);

        assertThat(profile.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(keys);
        for (String key : keys) {
            if (LOGIN.contains(key)) {
                assertThat(profile.getProperty(key)).as(key).startsWith("{{env:BROKER_");
            } else {
                assertThat(profile.getProperty(key))
                        .as(key)
                        .isEqualTo(shipped.getProperty(key).replace("localhost:61616", address));
            }
        }
    }

    /** The setting of a variable such as {@code SWATH_LEDGER_URL}. */
    static Optional<Setting> ofVariable(String name) {
        return Setting.all().stream()
                .filter(setting -> setting.key()
                        .replaceAll("[.-]", "_")
                        .toUpperCase(Locale.ROOT)
                        .equals(name))
                .findFirst();
    }
}
