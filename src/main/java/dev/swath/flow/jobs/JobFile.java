package dev.swath.flow.jobs;

import dev.swath.job.RouteText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.TemplatedRouteParameterDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The contents of a job file: the parameters of each {@code templatedRoute} of {@value #TEMPLATE}. */
public final class JobFile {

    /** The route template that jobs are made from. */
    static final String TEMPLATE = "ingest";

    private JobFile() {}

    /**
     * Reads a job file with Camel's own loader and adds nothing to the context.
     *
     * @param name of the file, whose ending shows its format
     * @return the parameters of each job, by the id of its route
     * @throws IllegalArgumentException if Camel can't read it, or it holds something else than jobs, or none
     */
    public static Map<String, Map<String, Object>> read(CamelContext context, String name, String text) {
        try {
            return jobs(context, name, RouteText.of(text).text());
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    Optional.ofNullable(e.getMessage()).orElseGet(e::toString), e);
        }
    }

    private static Map<String, Map<String, Object>> jobs(CamelContext context, String name, String text)
            throws Exception {
        Map<String, Map<String, Object>> jobs = new LinkedHashMap<>();
        Collection<RoutesBuilder> builders =
                PluginHelper.getRoutesLoader(context).findRoutesBuilders(ResourceHelper.fromString(name, text));
        for (RoutesBuilder builder : builders) {
            RouteBuilder routes = (RouteBuilder) builder;
            routes.setCamelContext(context);
            routes.configureRoutes(context);
            if (!routes.getRouteCollection().getRoutes().isEmpty()) {
                throw new IllegalArgumentException("a job file holds templatedRoutes of " + TEMPLATE + " only");
            }
            for (TemplatedRouteDefinition route :
                    routes.getTemplatedRouteCollection().getTemplatedRoutes()) {
                if (jobs.put(id(route), parameters(route)) != null) {
                    throw new IllegalArgumentException("two jobs are called " + id(route));
                }
            }
        }
        if (jobs.isEmpty()) {
            throw new IllegalArgumentException("it holds no job; to end its jobs, delete the file");
        }
        return jobs;
    }

    private static String id(TemplatedRouteDefinition route) {
        if (!TEMPLATE.equals(route.getRouteTemplateRef()) || route.getRouteId() == null) {
            throw new IllegalArgumentException("a job is a templatedRoute of " + TEMPLATE + " with a routeId");
        }
        return route.getRouteId();
    }

    private static Map<String, Object> parameters(TemplatedRouteDefinition route) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (route.getParameters() != null) {
            for (TemplatedRouteParameterDefinition parameter : route.getParameters()) {
                if (parameter.getName() == null) {
                    throw new IllegalArgumentException("a parameter of the job " + id(route) + " has no name");
                }
                parameters.put(parameter.getName(), parameter.getValue());
            }
        }
        return parameters;
    }
}
