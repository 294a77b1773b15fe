package dev.swath.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.RouteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCoverageTest {
    private static final String ROUTES = """
            - route:
                id: entered
                from: { uri: "direct:entered", steps: [ { setBody: { constant: a } } ] }
            - route:
                id: left-alone
                from: { uri: "direct:left-alone", steps: [ { setBody: { constant: a } } ] }
            """;

    private static final String TEMPLATE = """
            - routeTemplate:
                id: template
                parameters: [ { name: name } ]
                from: { uri: "direct:{{name}}", steps: [ { setBody: { constant: a } } ] }
            """;

    private static final String JOB = """
            - templatedRoute:
                routeId: a-job
                routeTemplateRef: template
                parameters: [ { name: name, value: job } ]
            """;

    @TempDir
    private Path project;

    @Test
    void routes_and_templates_count_once_an_exchange_entered_them() throws Exception {
        Path routes = Files.createDirectory(project.resolve("routes"));
        Path template = Files.writeString(routes.resolve("a-template.camel.yaml"), TEMPLATE);
        Path job = Files.writeString(routes.resolve("a-job.camel.yaml"), JOB);
        Path file = Files.writeString(routes.resolve("two-routes.camel.yaml"), ROUTES);

        try (DefaultCamelContext context = new DefaultCamelContext()) {
            for (Path path : List.of(template, job, file)) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("file:" + path));
            }
            context.start();
            context.createProducerTemplate().sendBody("direct:entered", "");
            context.createProducerTemplate().sendBody("direct:job", "");
        }

        Set<String> notes = CoverageReport.notes(RouteFile.projectFolder().resolve(RouteCoverage.NOTES));
        assertThat(CoverageReport.routeCoverage(RouteFile.all(project), notes))
                .isEqualTo("Route coverage: 2 of 3 routes, never run: left-alone");
    }

    @Test
    void the_classes_of_the_code_coverage_are_summed_up() throws Exception {
        Path csv = Files.writeString(project.resolve("jacoco.csv"), """
                GROUP,PACKAGE,CLASS,INSTRUCTION_MISSED,INSTRUCTION_COVERED,BRANCH_MISSED,BRANCH_COVERED,LINE_MISSED,LINE_COVERED,A,B
                Swath,dev.swath,A,1,9,1,1,2,8,0,0
                Swath,dev.swath,B,1,9,0,2,3,7,0,0
                """);
        assertThat(CoverageReport.codeCoverage(csv))
                .isEqualTo("Code coverage: 75.0 % of 20 lines, 75.0 % of 4 branches");
    }
}
