package dev.swath;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Variable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What route files and beans have in common: packages and exchange variables, as {@code routes/README.md} shows them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteBeansTest {

    /** Packages below {@code dev.swath.flow} whose beans a route file may name. */
    private static final Map<String, Set<String>> ROOMS = Map.of(
            "ingest", Set.of("runs", "listing", "download", "cluster"),
            "cluster", Set.of("cluster"),
            "worker", Set.of("worker"),
            "request", Set.of("request"),
            "download", Set.of("download", "request"),
            "store", Set.of("store"),
            "describe", Set.of("describe"),
            "summarize", Set.of("summarize", "runs"));

    private static final String FLOW = "dev.swath.flow";
    private static final Pattern BEAN = Pattern.compile("\"ref\":\"(\\w+)\"|\"#(\\w+)\"");
    private static final Pattern READ_BY_ROUTE = Pattern.compile("\\$\\{variable\\.(\\w+)");
    private static final Pattern READ_IN_CODE = Pattern.compile("getVariable\\(\\s*\"(\\w+)\"");
    private static final Pattern SET_IN_CODE = Pattern.compile("setVariable\\(\\s*\"(\\w+)\"");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final List<RouteFile> files;
    private final Map<String, Class<?>> beans;

    RouteBeansTest() throws IOException {
        files = RouteFile.all(RouteFile.projectFolder()).stream()
                .filter(file -> file.path().getParent().endsWith("routes"))
                .toList();
        beans = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(FLOW).stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(Collectors.toMap(type -> beanName(type.getSimpleName()), JavaClass::reflect));
    }

    @TestFactory
    Stream<DynamicTest> each_route_file_names_beans_of_its_rooms_only() {
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> assertThat(beansOf(file))
                        .isNotEmpty()
                        .allSatisfy(bean -> assertThat(room(bean)).as(bean).isIn(ROOMS.get(stem(file))))));
    }

    @Test
    void each_route_file_is_named_after_the_package_of_its_beans() {
        assertThat(files).extracting(RouteBeansTest::stem).containsExactlyInAnyOrderElementsOf(ROOMS.keySet());
        assertThat(files).filteredOn(file -> !stem(file).equals("ingest")).allSatisfy(file -> assertThat(beansOf(file))
                .extracting(this::room)
                .contains(stem(file)));
    }

    @Test
    void every_variable_is_declared_with_the_routes_that_set_it() throws IOException {
        Map<String, Set<String>> declared = new TreeMap<>();
        variables().forEach(row -> declared.put(name(row), codes(row.get(2))));
        declared.remove("chosen");

        assertThat(variablesSet()).isEqualTo(declared);
    }

    @Test
    void every_variable_is_declared_with_the_routes_and_beans_that_read_it() throws IOException {
        Map<String, Set<String>> declared = new TreeMap<>();
        variables().forEach(row -> declared.put(name(row), codes(row.get(3))));

        assertThat(variablesRead()).isEqualTo(declared);
    }

    @Test
    void a_bean_reads_a_variable_as_the_type_that_is_declared() throws IOException {
        for (List<String> row : variables()) {
            String type = codes(row.get(1)).iterator().next();
            assertThat(parameters(name(row)))
                    .as("parameters for the variable %s", name(row))
                    .allSatisfy(parameter ->
                            assertThat(supertypes(parameter.getType())).contains(type));
        }
    }

    private Map<String, Set<String>> variablesSet() throws IOException {
        Map<String, Set<String>> set = new TreeMap<>();
        routes().forEach((id, route) -> route.findValues("setVariable")
                .forEach(step -> add(set, step.path("name").asText(), id)));
        addFoundInCode(set, SET_IN_CODE);
        return set;
    }

    private Map<String, Set<String>> variablesRead() throws IOException {
        Map<String, Set<String>> read = new TreeMap<>();
        routes().forEach((id, route) ->
                READ_BY_ROUTE.matcher(route.toString()).results().forEach(found -> add(read, found.group(1), id)));
        beans.forEach((bean, type) -> parametersOf(type)
                .forEach(parameter ->
                        add(read, parameter.getAnnotation(Variable.class).value(), bean)));
        addFoundInCode(read, READ_IN_CODE);
        return read;
    }

    private static void addFoundInCode(Map<String, Set<String>> variables, Pattern pattern) throws IOException {
        for (Path source : sources()) {
            for (MatchResult found :
                    pattern.matcher(Files.readString(source)).results().toList()) {
                add(
                        variables,
                        found.group(1),
                        beanName(source.getFileName().toString().replace(".java", "")));
            }
        }
    }

    private static void add(Map<String, Set<String>> sets, String key, String value) {
        sets.computeIfAbsent(key, any -> new TreeSet<>()).add(value);
    }

    private Map<String, JsonNode> routes() {
        Map<String, JsonNode> routes = new TreeMap<>();
        for (RouteFile file : files) {
            file.definitions("route")
                    .forEach(route -> routes.put(route.path("id").asText(), route));
            file.definitions("routeTemplate")
                    .forEach(template -> routes.put(template.path("id").asText(), template.path("route")));
        }
        return routes;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> found = Files.walk(RouteFile.projectFolder().resolve("src/main/java/dev/swath/flow"))) {
            return found.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private List<Parameter> parameters(String variable) {
        return beans.values().stream()
                .flatMap(type -> parametersOf(type).stream())
                .filter(parameter ->
                        parameter.getAnnotation(Variable.class).value().equals(variable))
                .toList();
    }

    private static List<Parameter> parametersOf(Class<?> type) {
        List<Parameter> parameters = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            Arrays.stream(method.getParameters())
                    .filter(parameter -> parameter.isAnnotationPresent(Variable.class))
                    .forEach(parameters::add);
        }
        return parameters;
    }

    private static Set<String> supertypes(Class<?> type) {
        return Stream.concat(Stream.of(type), Arrays.stream(type.getInterfaces()))
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
    }

    private static Set<String> beansOf(RouteFile file) {
        Matcher bean = BEAN.matcher(file.content().toString());
        Set<String> names = new TreeSet<>();
        while (bean.find()) {
            names.add(bean.group(1) == null ? bean.group(2) : bean.group(1));
        }
        return names;
    }

    private String room(String bean) {
        assertThat(beans).as("bean %s", bean).containsKey(bean);
        return beans.get(bean).getPackageName().substring(FLOW.length()).replaceFirst("^\\.", "");
    }

    private static String beanName(String type) {
        return Character.toLowerCase(type.charAt(0)) + type.substring(1);
    }

    private static String stem(RouteFile file) {
        return file.name().replace(".camel.yaml", "");
    }

    /** The rows of the table of variables, each with its cells. */
    private static List<List<String>> variables() throws IOException {
        String page = Files.readString(RouteFile.projectFolder().resolve("routes/README.md"));
        return page.substring(page.indexOf("## Variables"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> List.of(line.substring(2).split(" \\| ?")))
                .toList();
    }

    private static String name(List<String> row) {
        return codes(row.get(0)).iterator().next();
    }

    private static Set<String> codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
