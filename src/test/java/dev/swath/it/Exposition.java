package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page in Prometheus' text format, version 0.0.4.
 *
 * @param types type of each metric by its name
 * @param samples in their order
 */
record Exposition(Map<String, String> types, List<Sample> samples) {

    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (-?[0-9.]+(?:E-?\\d+)?|NaN|[+-]Inf)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (counter|gauge|histogram|summary|untyped)");

    /** One value. */
    record Sample(String name, Map<String, String> labels, double value) {}

    /** Reads a page; fails the test at an invalid line, or a sample of a metric that was not declared. */
    static Exposition parse(String page) {
        Map<String, String> types = new TreeMap<>();
        List<Sample> samples = new ArrayList<>();
        for (String line : page.lines().toList()) {
            Matcher type = TYPE.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (!line.startsWith("# HELP ")) {
                samples.add(sample(line));
            }
        }
        Exposition exposition = new Exposition(types, samples);
        assertThat(samples).allSatisfy(sample -> assertThat(types).containsKey(exposition.metric(sample.name())));
        assertThat(page).endsWith("\n");
        return exposition;
    }

    private static Sample sample(String line) {
        Matcher matcher = SAMPLE.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        Map<String, String> labels = new LinkedHashMap<>();
        if (matcher.group(2) != null) {
            Matcher label = LABEL.matcher(matcher.group(2));
            int end = 0;
            while (label.find()) {
                assertThat(label.start()).as(line).isEqualTo(end);
                end = label.end();
                labels.put(label.group(1), label.group(2));
            }
            assertThat(end).as(line).isEqualTo(matcher.group(2).length());
        }
        return new Sample(
                matcher.group(1), labels, Double.parseDouble(matcher.group(3).replace("Inf", "Infinity")));
    }

    /** The metric of a sample; a histogram has several samples. */
    private String metric(String sample) {
        String histogram = sample.replaceFirst("_(bucket|count|sum)$", "");
        return Set.of("histogram", "summary").contains(types.getOrDefault(histogram, "")) ? histogram : sample;
    }

    /** The value of the one sample with this name and these labels, {@code name=value}, among others. */
    double value(String name, String... labels) {
        List<Sample> found = samples.stream()
                .filter(sample -> sample.name().equals(name)
                        && List.of(labels).stream().allMatch(label -> {
                            String[] parts = label.split("=", 2);
                            return parts[1].equals(sample.labels().get(parts[0]));
                        }))
                .toList();
        assertThat(found).as("%s %s", name, List.of(labels)).hasSize(1);
        return found.get(0).value();
    }

    /** The names of all samples. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        samples.forEach(sample -> names.add(sample.name()));
        return names;
    }

    /** The labels of a metric, without that of a histogram's buckets. */
    Set<String> labels(String metric) {
        Set<String> labels = new TreeSet<>();
        samples.stream()
                .filter(sample -> metric(sample.name()).equals(metric))
                .forEach(sample -> labels.addAll(sample.labels().keySet()));
        labels.remove("le");
        return labels;
    }
}
