package dev.swath.flow.request;

import dev.swath.earthengine.CredentialsException;
import dev.swath.earthengine.EarthEngineCredentials;
import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;
import dev.swath.network.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The credentials that the settings name. */
public final class Credentials {

    private static final String KEY = "swath.earth-engine.credentials";
    private static final String IMPERSONATE = "swath.earth-engine.impersonate";

    private Credentials() {}

    /**
     * Reads the credentials, without requesting a token yet.
     *
     * @param settings name them
     * @param network how token servers are reached
     * @throws SettingException if a key file is missing or unreadable, or there are no application-default credentials
     */
    public static EarthEngineCredentials of(SettingReader settings, Network network) {
        String kind = settings.text(KEY).orElse("none");
        Optional<String> account = settings.text(IMPERSONATE);
        if (kind.equals("none")) {
            account.ifPresent(name -> {
                throw new SettingException(IMPERSONATE, name, "needs credentials of its own; set " + KEY);
            });
            return EarthEngineCredentials.none();
        }
        EarthEngineCredentials credentials =
                kind.equals("application-default") ? applicationDefault(kind, network) : serviceAccount(kind, network);
        return account.map(credentials::impersonating).orElse(credentials);
    }

    private static EarthEngineCredentials applicationDefault(String kind, Network network) {
        try {
            return EarthEngineCredentials.applicationDefault(network);
        } catch (CredentialsException e) {
            throw new SettingException(
                    KEY, kind, "there are none on this machine; run 'gcloud auth application-default login'");
        }
    }

    private static EarthEngineCredentials serviceAccount(String file, Network network) {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            throw new SettingException(
                    KEY, file, "is not a readable file; name a service-account key file, application-default or none");
        }
        try {
            return EarthEngineCredentials.serviceAccount(path, network);
        } catch (CredentialsException e) {
            throw new SettingException(KEY, file, e.getMessage() + "; name a service-account key file in JSON");
        }
    }
}
