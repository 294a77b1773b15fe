package dev.swath.cli;

import dev.swath.dashboard.Dashboard;
import dev.swath.job.SettingException;
import dev.swath.run.RunListener;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.LifecycleStrategySupport;

/** Camel's HTTP server with the dashboard on it. */
final class DashboardServer {

    private static final String PORT = "swath.dashboard.port";
    private static final String HOST = "swath.dashboard.host";
    private static final String TOKEN = "swath.dashboard.token";
    /** Nothing that is asked for has a body. */
    private static final String LARGEST_BODY = "4096";

    private final ListeningAddress address;
    private final Dashboard dashboard;

    private DashboardServer(ListeningAddress address, Dashboard dashboard) {
        this.address = address;
        this.dashboard = dashboard;
    }

    /**
     * Makes the dashboard of an application that is not started yet.
     *
     * @throws SettingException if the port or the address can't be listened on, or is one for other machines without a token
     */
    static DashboardServer of(Settings settings, Main main) {
        String port = settings.require(PORT);
        if (settings.get(HealthServer.PORT).filter(port::equals).isPresent()) {
            throw new SettingException(PORT, port, "is that of " + HealthServer.PORT + " as well; name another one");
        }
        ListeningAddress address = ListeningAddress.of(settings.require(HOST), HOST, port, PORT);
        Optional<String> token = settings.get(TOKEN);
        if (token.isEmpty() && !address.isLoopback()) {
            throw new SettingException(
                    HOST,
                    address.host(),
                    "opens the dashboard to other machines; set " + TOKEN + ", or 127.0.0.1 here");
        }
        Dashboard dashboard = new Dashboard(main::getCamelContext, address.host(), token);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport configured) {
                configured.getCamelContext().addLifecycleStrategy(new LifecycleStrategySupport() {
                    @Override
                    public void onContextInitializing(CamelContext context) {
                        dashboard.bind();
                    }

                    @Override
                    public void onContextStarted(CamelContext context) {
                        dashboard.open();
                    }
                });
            }
        });
        return new DashboardServer(address, dashboard);
    }

    /** Is to be told of the runs. */
    RunListener listener() {
        return dashboard.listener();
    }

    /** Where it is. */
    String url() {
        return address.url();
    }

    /** Camel's keys for it. */
    Map<String, String> properties() {
        return Map.of(
                IngestionStart.ROUTES,
                Dashboard.ROUTES,
                "camel.server.enabled",
                "true",
                "camel.server.host",
                address.host(),
                "camel.server.port",
                String.valueOf(address.port()),
                "camel.server.maxBodySize",
                LARGEST_BODY);
    }
}
