package dev.swath.cli;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Camel Main for route files, which it reads once. */
final class RouteMain extends Main {

    /** Before it loads the routes, Camel would parse each file once more, also where nobody asked for what it looks for. */
    @Override
    protected void modelineRoutes(CamelContext context) throws Exception {
        if (configure().isModeline()) {
            super.modelineRoutes(context);
        }
    }
}
