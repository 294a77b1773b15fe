package dev.swath.flow.request;

import dev.swath.earthengine.PlainHttp;
import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;
import java.net.URI;

/** The address of Earth Engine, as the settings name it. */
public final class ServiceAddress {

    private static final String KEY = "swath.earth-engine.url";

    private ServiceAddress() {}

    /**
     * The address without a slash at its end.
     *
     * @param credentials whether requests carry a token
     * @throws SettingException if it is not the address of a server, or a token would leave this machine unencrypted
     */
    public static URI of(SettingReader settings, boolean credentials) {
        String value = settings.text(KEY).orElse("");
        if (value.equals("emulator")) {
            throw new SettingException(
                    KEY,
                    value,
                    "is started only by the command swath; start 'swath emulator --port 8080' beside this runtime and"
                            + " write http://localhost:8080");
        }
        if (!value.matches("https?://[\\w.-]+(:\\d{1,5})?/?|https?://\\[[0-9a-fA-F:.]+](:\\d{1,5})?/?")) {
            throw new SettingException(
                    KEY,
                    value,
                    "is not a server; write emulator, or its address such as https://host or http://host:port");
        }
        URI service = URI.create(value.replaceAll("/$", ""));
        if (credentials && PlainHttp.leavesThisMachine(service)) {
            throw new SettingException(
                    KEY,
                    value,
                    "would get the token unencrypted; write https://, or none as swath.earth-engine.credentials");
        }
        return service;
    }
}
