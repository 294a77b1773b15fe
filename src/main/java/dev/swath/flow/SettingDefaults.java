package dev.swath.flow;

import dev.swath.job.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.Ordered;
import org.apache.camel.spi.PropertiesSource;

/**
 * What holds where a runtime says nothing: the default of each setting, and the texts that settings stand for in the route
 * files. Whatever else Camel knows about a key comes first.
 */
final class SettingDefaults implements PropertiesSource, Ordered {

    private static final String NAME = "swath-defaults";
    private static final String MEANINGS = "/dev/swath/meanings.properties";

    private final Properties meanings = new Properties();

    /** Reads what settings stand for. */
    SettingDefaults() {
        try (InputStream in = SettingDefaults.class.getResourceAsStream(MEANINGS)) {
            meanings.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String getName() {
        return NAME;
    }

    /** Camel asks for null where there is nothing. */
    @Override
    public String getProperty(String key) {
        return Optional.ofNullable(meanings.getProperty(key))
                .or(() -> Setting.find(key).map(Setting::defaultValue))
                .orElse(null);
    }

    @Override
    public int getOrder() {
        return LOWEST;
    }
}
