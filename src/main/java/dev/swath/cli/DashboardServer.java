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

/** Camel's HTTP server with the dashboard. */
final class DashboardServer {

    private static final String PORT = "swath.dashboard.port";
    private static final String HOST = "swath.dashboard.host";
    private static final String TOKEN = "swath.dashboard.token";

    private final ListeningAddress address;
    private final Dashboard dashboard;

    private DashboardServer(ListeningAddress address, Dashboard dashboard) {
        this.address = address;
        this.dashboard = dashboard;
    }

    /**
     * Makes the dashboard of an application that is not started yet.
     *
     * @throws SettingException if the server can't listen on the port or the address, or if other machines could reach
     *     it and no token is set
     */
    static DashboardServer of(MergedSettings settings, Main main) {
        String port = settings.require(PORT);
        if (settings.get(HealthServer.PORT).filter(port::equals).isPresent()) {
            throw new SettingException(PORT, port, "is also the port of " + HealthServer.PORT + "; choose another one");
        }
        ListeningAddress address = ListeningAddress.of(settings.require(HOST), HOST, port, PORT);
        Optional<String> token = settings.get(TOKEN);
        if (token.isEmpty() && !address.isLoopback()) {
            throw new SettingException(
                    HOST,
                    address.host(),
                    "opens the dashboard to other machines; set " + TOKEN + ", or 127.0.0.1 here");
        }
        Dashboard dashboard = new Dashboard(main::getCamelContext, token);
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

    /** The listener that must be notified of runs. */
    RunListener listener() {
        return dashboard.listener();
    }

    /** The dashboard's address. */
    String url() {
        return address.url();
    }

    /** Camel's properties for the server. */
    Map<String, String> properties() {
        return Map.of(
                IngestionStarter.ROUTES,
                Dashboard.ROUTES,
                "camel.server.enabled",
                "true",
                "camel.server.host",
                address.host(),
                "camel.server.port",
                String.valueOf(address.port()));
    }
}
