package dev.swath.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.job.Job;
import java.time.Instant;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A STAC Collection (version 1.1.0) of the items of a job.
 *
 * @param job whose items they are
 * @param name of its file in the output folder
 * @param items at least one
 */
record StacCollection(Job job, String name, List<ItemEntry> items) {

    StacCollection {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a collection without items");
        }
    }

    /** The collection as JSON; the links in order of acquisition. */
    String json() {
        ObjectNode collection = StacJson.object();
        collection.put("type", "Collection");
        collection.put("stac_version", StacJson.VERSION);
        ArrayNode extensions = collection.putArray("stac_extensions").add(Extension.PROJECTION.uri());
        if (items.stream().anyMatch(item -> item.cloudCover().isPresent())) {
            extensions.add(Extension.EO.uri());
        }
        collection.put("id", job.name());
        collection.put("title", job.name());
        collection.put(
                "description",
                String.format(
                        Locale.ROOT,
                        "Images of %s (bands %s) that Swath's job %s has stored",
                        job.source().words(),
                        String.join(", ", job.bands()),
                        job.name()));
        // The terms are those of the source; no setting names them.
        collection.put("license", "other");
        extent(collection.putObject("extent"));
        summaries(collection.putObject("summaries"));
        ArrayNode links = collection.putArray("links");
        job.sidecars()
                .address()
                .ifPresent(address -> StacJson.link(links, "self", Href.absolute(address, name), StacJson.MEDIA_TYPE));
        StacJson.link(links, "root", Href.below(StacCatalog.NAME), StacJson.MEDIA_TYPE);
        StacJson.link(links, "parent", Href.below(StacCatalog.NAME), StacJson.MEDIA_TYPE);
        Provenance.terms(job.source())
                .ifPresent(terms -> StacJson.link(links, "license", terms, "text/html", "Terms of use"));
        items.stream()
                .sorted(Comparator.comparing(ItemEntry::acquired).thenComparing(ItemEntry::name))
                .forEach(item -> StacJson.link(links, "item", Href.below(item.name()), StacItem.MEDIA_TYPE));
        return StacJson.write(collection);
    }

    private void extent(ObjectNode extent) {
        boolean around = items.stream().anyMatch(ItemEntry::crossesAntimeridian);
        StacJson.numbers(
                extent.putObject("spatial").putArray("bbox").addArray(),
                around ? -180 : bounds(0).getMin(),
                bounds(1).getMin(),
                around ? 180 : bounds(2).getMax(),
                bounds(3).getMax());
        ArrayNode interval = extent.putObject("temporal").putArray("interval").addArray();
        List<Instant> times = items.stream().map(ItemEntry::acquired).sorted().toList();
        interval.add(times.get(0).toString()).add(times.get(times.size() - 1).toString());
    }

    private DoubleSummaryStatistics bounds(int side) {
        return items.stream().mapToDouble(item -> item.bounds().get(side)).summaryStatistics();
    }

    private void summaries(ObjectNode summaries) {
        texts(summaries, "platform", ItemEntry::platform);
        texts(summaries, "constellation", ItemEntry::constellation);
        texts(summaries, "grid:code", ItemEntry::gridCode);
        texts(summaries, "proj:code", ItemEntry::crs);
        range(summaries, "gsd", ItemEntry::gsd);
        range(summaries, "eo:cloud_cover", ItemEntry::cloudCover);
    }

    private void texts(ObjectNode summaries, String field, Function<ItemEntry, Optional<String>> value) {
        TreeSet<String> values = new TreeSet<>();
        items.forEach(item -> value.apply(item).ifPresent(values::add));
        if (!values.isEmpty()) {
            values.forEach(summaries.putArray(field)::add);
        }
    }

    private void range(ObjectNode summaries, String field, Function<ItemEntry, OptionalDouble> value) {
        ToDoubleFunction<ItemEntry> number = item -> value.apply(item).orElseThrow();
        DoubleSummaryStatistics range = items.stream()
                .filter(item -> value.apply(item).isPresent())
                .mapToDouble(number)
                .summaryStatistics();
        if (range.getCount() > 0) {
            summaries.putObject(field).put("minimum", range.getMin()).put("maximum", range.getMax());
        }
    }
}
