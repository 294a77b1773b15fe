package dev.swath.report;

import dev.swath.job.Job;
import dev.swath.job.Outline;
import dev.swath.job.Secrets;
import dev.swath.job.Visualization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;

/** What a job asks for, in words, without secrets. */
final class JobDescription {

    private JobDescription() {}

    static Map<String, String> of(Job job) {
        Map<String, String> asked = new LinkedHashMap<>();
        Envelope box = job.area().geometry().getEnvelopeInternal();
        asked.put(
                job.source().collection().isPresent() ? "Collection" : "Image",
                job.source().words());
        asked.put(
                "Area",
                Markup.of(
                        "%.4f, %.4f to %.4f, %.4f (west, south to east, north)",
                        box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
        if (job.source().collection().isPresent()) {
            asked.put(
                    "Time",
                    job.start() + " to " + job.end()
                            + job.lookBack()
                                    .map(back -> ", looking back " + back)
                                    .orElse(""));
        }
        job.filter().ifPresent(filter -> asked.put("Filter", filter));
        asked.put("Bands", String.join(", ", job.bands()));
        asked.put("Picture", job.visualization().map(JobDescription::picture).orElse("none: raw bands"));
        asked.put("Pixel", job.scale().isPresent() ? plain(job.scale().getAsDouble()) + " m" : "the first band's");
        asked.put("Grid", job.crs().map(crs -> crs.code()).orElse("the band's own"));
        asked.put("Clipped to the area", job.clip() ? "yes" : "no");
        job.outline().ifPresent(outline -> asked.put("Outline", outline(outline)));
        asked.put("No data", noData(job));
        asked.put("Output", Secrets.redact(job.output()));
        asked.put("File name", job.fileName().template());
        job.cron().ifPresent(cron -> asked.put("Schedule", cron + " (" + job.timeZone() + ")"));
        return asked;
    }

    private static String picture(Visualization picture) {
        String ranges = picture.min().stream().map(JobDescription::plain).collect(Collectors.joining(", "))
                + " to "
                + picture.max().stream().map(JobDescription::plain).collect(Collectors.joining(", "));
        String palette = picture.palette().isEmpty() ? "" : ", palette " + String.join(", ", picture.palette());
        List<Double> each = picture.hasOneGamma() ? picture.gamma().subList(0, 1) : picture.gamma();
        String gamma = each.stream().map(JobDescription::plain).collect(Collectors.joining(", "));
        return ranges + ", gamma " + gamma + palette;
    }

    private static String outline(Outline outline) {
        return Markup.of(
                "#%02x%02x%02x, %s pixels wide",
                outline.red(), outline.green(), outline.blue(), plain(outline.width()));
    }

    private static String noData(Job job) {
        String mask = job.mask()
                .map(set -> set.name().toLowerCase(Locale.ROOT))
                .orElse(job.visualization().isPresent() ? "internal" : "by sample type");
        Optional<String> value =
                job.nodata().isPresent() ? Optional.of(plain(job.nodata().getAsDouble())) : Optional.empty();
        return mask + value.map(text -> " " + text).orElse("");
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }
}
