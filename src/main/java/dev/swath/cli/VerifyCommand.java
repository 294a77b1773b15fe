package dev.swath.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.ledger.FailedImage;
import dev.swath.ledger.Ledger;
import dev.swath.ledger.StoredImage;
import dev.swath.ledger.StoredImageWithJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the stored files with the ledger: whether they exist, their length and their checksum.",
            "Files in outputs that are URIs are counted but not checked."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every file that could be checked is sound; with --repair: is sound now",
            "1:files are missing or damaged",
            "2:a setting, an argument or a route file is wrong, or the ledger can't be opened"
        })
final class VerifyCommand implements Callable<Integer> {

    private static final int PAGE = 500;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "JOB", arity = "0..1", description = "Job whose files are checked; all jobs if not named.")
    private Optional<String> job = Optional.empty();

    @Option(names = "--repair", description = "Fetches missing and damaged images again now, in one run for each job.")
    private boolean repair;

    @Option(names = "--json", description = "Writes a JSON object with the numbers and the missing and damaged files.")
    private boolean json;

    private final Map<FileVerdict.State, Integer> counts = new EnumMap<>(FileVerdict.State.class);

    @Override
    public Integer call() throws IOException {
        MergedSettings settings = common.settings();
        LedgerReader ledger = new LedgerReader(settings);
        List<FileVerdict> bad = ledger.read(this::bad).orElse(List.of());
        PrintWriter out = common.out();
        if (json) {
            out.println(toJson(bad).toPrettyString());
        } else {
            print(out, bad);
        }
        out.flush();
        if (bad.isEmpty()) {
            return ExitCode.DONE;
        }
        return repair ? fetch(settings, bad) : ExitCode.FAILED;
    }

    /** Checks all files, page by page of the ledger. */
    private List<FileVerdict> bad(Ledger ledger) {
        List<FileVerdict> bad = new ArrayList<>();
        List<StoredImageWithJob> page = ledger.storedImages().page(job, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (StoredImageWithJob image : page) {
                FileVerdict verdict = FileVerdict.of(image);
                counts.merge(verdict.state(), 1, Integer::sum);
                if (verdict.isBad()) {
                    bad.add(verdict);
                }
            }
            page = ledger.storedImages()
                    .page(job, Optional.of(page.get(page.size() - 1).stored()), PAGE);
        }
        return bad;
    }

    private int count(FileVerdict.State state) {
        return counts.getOrDefault(state, 0);
    }

    private void print(PrintWriter out, List<FileVerdict> bad) {
        bad.forEach(verdict -> out.printf(
                Locale.ROOT,
                "%s/%s: %s%n",
                verdict.image().stored().output(),
                verdict.image().stored().file(),
                verdict.cause().orElse("")));
        out.printf(
                Locale.ROOT,
                "files    %d sound, %d missing, %d damaged; %d of the right length, without a known checksum%n",
                count(FileVerdict.State.SOUND),
                count(FileVerdict.State.MISSING),
                count(FileVerdict.State.DAMAGED),
                count(FileVerdict.State.UNPROVEN));
        if (count(FileVerdict.State.NOT_CHECKED) > 0) {
            out.printf(
                    Locale.ROOT,
                    "         %d not checked, in outputs that are URIs%n",
                    count(FileVerdict.State.NOT_CHECKED));
        }
    }

    private ObjectNode toJson(List<FileVerdict> bad) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("sound", count(FileVerdict.State.SOUND));
        root.put("missing", count(FileVerdict.State.MISSING));
        root.put("damaged", count(FileVerdict.State.DAMAGED));
        root.put("withoutChecksum", count(FileVerdict.State.UNPROVEN));
        root.put("notChecked", count(FileVerdict.State.NOT_CHECKED));
        ArrayNode files = root.putArray("files");
        bad.forEach(verdict -> {
            StoredImage stored = verdict.image().stored();
            ObjectNode file = files.addObject();
            verdict.image().job().ifPresent(name -> file.put("job", name));
            file.put("output", stored.output());
            file.put("file", stored.file());
            file.put("image", stored.image());
            file.put("state", verdict.state().name().toLowerCase(Locale.ROOT));
            file.put("cause", verdict.cause().orElse(""));
        });
        return root;
    }

    /** Fetches the images with force: otherwise a damaged file of the right length would count as stored. */
    private int fetch(MergedSettings settings, List<FileVerdict> bad) throws IOException {
        Map<String, List<FailedImage>> jobs = bad.stream()
                .filter(verdict -> verdict.image().job().isPresent())
                .map(VerifyCommand::missing)
                .collect(Collectors.groupingBy(FailedImage::job, LinkedHashMap::new, Collectors.toList()));
        int code =
                bad.stream().allMatch(verdict -> verdict.image().job().isPresent()) ? ExitCode.DONE : ExitCode.FAILED;
        MergedSettings forced = settings.with(Map.of("swath.force", "true"));
        try (Ingestion ingestion = Ingestion.start(forced, Terminal.listener(), List.copyOf(jobs.keySet()))) {
            for (Map.Entry<String, List<FailedImage>> images : jobs.entrySet()) {
                code = Math.max(code, ExitCode.of(ingestion.run(images.getKey(), images.getValue())));
            }
        }
        return code;
    }

    private static FailedImage missing(FileVerdict verdict) {
        StoredImage stored = verdict.image().stored();
        return new FailedImage(
                verdict.image().job().orElseThrow(),
                stored.run(),
                stored.image(),
                verdict.image().acquired().orElse(stored.storedAt()),
                verdict.cause().orElse(""));
    }
}
