package dev.swath;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * The order of the packages. A package imports only from packages below it: Main and cli, dashboard, demo, flow and emulator; report,
 * ledger, stac, quicklook, metrics and tracing; run; earthengine and geotiff; network; job; grid. Inside flow: flow itself; summarize,
 * describe and listing; download; runs and store; jobs and request. The packages server (used by cli and emulator), launcher and log (used
 * by all) import none of them. A package that is not named here fails a rule.
 */
@AnalyzeClasses(packages = "dev.swath", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] COMMAND_LINE = {"dev.swath", "dev.swath.cli.."};

    private static final List<String> ROOMS = List.of(
            "summarize", "describe", "listing", "download", "cluster", "worker", "runs", "store", "jobs", "request");

    /** Each class with those inside it. */
    private static final SliceAssignment CLASSES_OF_FLOW = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return javaClass.getPackageName().startsWith("dev.swath.flow")
                    ? SliceIdentifier.of(javaClass.getName().replaceFirst("\\$.*", ""))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "classes of flow";
        }
    };

    @ArchTest
    void every_package_has_its_place_in_the_order(JavaClasses swath) {
        classes()
                .should()
                .resideInAnyPackage(
                        "dev.swath",
                        "dev.swath.cli..",
                        "dev.swath.dashboard..",
                        "dev.swath.demo..",
                        "dev.swath.flow..",
                        "dev.swath.emulator..",
                        "dev.swath.report..",
                        "dev.swath.stac..",
                        "dev.swath.quicklook..",
                        "dev.swath.ledger..",
                        "dev.swath.message..",
                        "dev.swath.metrics..",
                        "dev.swath.tracing..",
                        "dev.swath.run..",
                        "dev.swath.earthengine..",
                        "dev.swath.geotiff..",
                        "dev.swath.network..",
                        "dev.swath.job..",
                        "dev.swath.server..",
                        "dev.swath.log..",
                        "dev.swath.launcher..",
                        "dev.swath.grid..")
                .check(swath);
    }

    @ArchTest
    void grid_imports_nothing_of_ours(JavaClasses swath) {
        imports("grid").check(swath);
    }

    @ArchTest
    void job_imports_grid(JavaClasses swath) {
        imports("job", "grid").check(swath);
    }

    @ArchTest
    void network_imports_job(JavaClasses swath) {
        imports("network", "job").check(swath);
    }

    @ArchTest
    void geotiff_imports_job_and_grid(JavaClasses swath) {
        imports("geotiff", "job", "grid").check(swath);
    }

    @ArchTest
    void earthengine_imports_network_job_and_grid(JavaClasses swath) {
        imports("earthengine", "network", "job", "grid").check(swath);
    }

    @ArchTest
    void run_imports_nothing_above_it(JavaClasses swath) {
        imports("run", "earthengine", "geotiff", "job", "grid").check(swath);
    }

    @ArchTest
    void report_imports_run_and_what_is_below(JavaClasses swath) {
        imports("report", "run", "earthengine", "geotiff", "job", "grid").check(swath);
    }

    @ArchTest
    void stac_imports_what_images_and_jobs_are_made_of(JavaClasses swath) {
        imports("stac", "run", "earthengine", "geotiff", "job", "grid").check(swath);
    }

    @ArchTest
    void quicklook_imports_only_pixels(JavaClasses swath) {
        imports("quicklook", "geotiff", "job", "grid").check(swath);
    }

    @ArchTest
    void metrics_import_what_they_count(JavaClasses swath) {
        imports("metrics", "run").check(swath);
    }

    @ArchTest
    void tracing_imports_runs_and_its_settings(JavaClasses swath) {
        imports("tracing", "run", "network", "job").check(swath);
    }

    @ArchTest
    void ledger_imports_run_and_what_is_below(JavaClasses swath) {
        imports("ledger", "run", "earthengine", "job", "grid").check(swath);
    }

    @ArchTest
    void message_imports_run_and_what_is_below(JavaClasses swath) {
        imports("message", "run", "earthengine", "job", "grid").check(swath);
    }

    @ArchTest
    void server_launcher_and_log_import_nothing_of_ours(JavaClasses swath) {
        imports("server").check(swath);
        imports("launcher").check(swath);
        imports("log").check(swath);
    }

    @ArchTest
    void emulator_knows_the_wire_and_pixels_but_no_job(JavaClasses swath) {
        imports("emulator", "server", "earthengine", "geotiff", "grid").check(swath);
    }

    @ArchTest
    void flow_knows_no_emulator(JavaClasses swath) {
        imports(
                        "flow",
                        "report",
                        "ledger",
                        "message",
                        "stac",
                        "quicklook",
                        "metrics",
                        "tracing",
                        "run",
                        "earthengine",
                        "geotiff",
                        "network",
                        "job",
                        "grid")
                .check(swath);
    }

    @ArchTest
    void packages_of_flow_import_only_those_below_them(JavaClasses swath) {
        room("request").check(swath);
        room("jobs").check(swath);
        room("store", "jobs", "request").check(swath);
        room("runs", "jobs", "request").check(swath);
        room("download", "runs", "store", "jobs", "request").check(swath);
        room("listing", "download", "runs", "store", "jobs", "request").check(swath);
        room("describe", "download", "runs", "store", "jobs", "request").check(swath);
        room("cluster", "runs", "jobs", "request").check(swath);
        room("worker", "runs", "store", "jobs", "request").check(swath);
        room("summarize", "store", "jobs", "request").check(swath);
    }

    @ArchTest
    void every_package_of_flow_is_in_that_order(JavaClasses swath) {
        classes()
                .that()
                .resideInAPackage("dev.swath.flow..")
                .should()
                .resideInAnyPackage(Stream.concat(
                                Stream.of("dev.swath.flow"), ROOMS.stream().map(room -> "dev.swath.flow." + room))
                        .toArray(String[]::new))
                .check(swath);
    }

    @ArchTest
    void packages_of_flow_form_no_cycle(JavaClasses swath) {
        slices().matching("dev.swath.flow.(*)..").should().beFreeOfCycles().check(swath);
    }

    /** Two classes that need each other can only be read and changed together. */
    @ArchTest
    void classes_of_a_package_of_flow_form_no_cycle(JavaClasses swath) {
        slices().assignedFrom(CLASSES_OF_FLOW).should().beFreeOfCycles().check(swath);
    }

    @ArchTest
    void dashboard_shows_what_is_below_it(JavaClasses swath) {
        imports("dashboard", "flow", "ledger", "stac", "quicklook", "run", "job")
                .check(swath);
    }

    @ArchTest
    void demo_reads_the_ledger(JavaClasses swath) {
        imports("demo", "ledger").check(swath);
    }

    @ArchTest
    void packages_form_no_cycle(JavaClasses swath) {
        slices().matching("dev.swath.(*)..").should().beFreeOfCycles().check(swath);
    }

    @ArchTest
    void only_flow_dashboard_and_command_line_use_camel(JavaClasses swath) {
        noClasses()
                .that(not(resideInAnyPackage(COMMAND_LINE))
                        .and(not(resideInAnyPackage("dev.swath.flow..", "dev.swath.dashboard.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .allowEmptyShould(true)
                .check(swath);
    }

    @ArchTest
    void optional_libraries_are_used_only_where_their_absence_is_handled(JavaClasses swath) {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.swath.flow.Meters")
                .and()
                .doNotHaveFullyQualifiedName("dev.swath.flow.Spans")
                .and(not(resideInAnyPackage("dev.swath.cli..", "dev.swath.metrics..", "dev.swath.tracing..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "io.opentelemetry..", "ch.qos.logback..")
                .check(swath);
    }

    @ArchTest
    void pixels_and_jobs_know_no_http(JavaClasses swath) {
        noClasses()
                .that()
                .resideInAnyPackage("dev.swath.grid..", "dev.swath.job..", "dev.swath.geotiff..", "dev.swath.run..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..", "com.sun.net.httpserver..", "org.apache.hc..", "com.google.auth..")
                .check(swath);
    }

    @ArchTest
    void messages_are_logged_through_slf4j(JavaClasses swath) {
        noClasses()
                .that(not(resideInAnyPackage(COMMAND_LINE)))
                .should(ACCESS_STANDARD_STREAMS)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(swath);
    }

    @ArchTest
    void static_fields_are_final(JavaClasses swath) {
        fields().that().areStatic().should().beFinal().check(swath);
    }

    @ArchTest
    void static_fields_hold_no_state_that_changes(JavaClasses swath) {
        noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(resideInAPackage("java.util.concurrent.atomic..")
                        .or(JavaClass.Predicates.assignableTo(ConcurrentMap.class))
                        .or(JavaClass.Predicates.assignableTo(ThreadLocal.class)))
                .check(swath);
    }

    private static ArchRule room(String from, String... allowed) {
        String[] others = ROOMS.stream()
                .filter(room -> !room.equals(from) && !List.of(allowed).contains(room))
                .map(room -> "dev.swath.flow." + room)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("dev.swath.flow." + from)
                .should()
                .dependOnClassesThat(resideInAnyPackage(others).or(resideInAPackage("dev.swath.flow")))
                .as("flow." + from + " imports of flow only itself and " + List.of(allowed));
    }

    private static ArchRule imports(String from, String... allowed) {
        // Every package may use log.
        String[] known = Stream.concat(Arrays.stream(allowed), Stream.of("log"))
                .map(name -> "dev.swath." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("dev.swath." + from + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.swath..")
                        .and(not(resideInAPackage("dev.swath." + from + "..")))
                        .and(not(resideInAnyPackage(known))))
                .allowEmptyShould(true)
                .as(from + " imports of ours only " + (allowed.length == 0 ? "itself" : String.join(", ", allowed)));
    }
}
