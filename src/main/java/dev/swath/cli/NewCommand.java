package dev.swath.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.flow.jobs.CronText;
import dev.swath.job.Preset;
import dev.swath.job.RouteText;
import dev.swath.job.Secrets;
import dev.swath.job.Setting;
import dev.swath.job.SettingException;
import dev.swath.job.StoreAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        modelTransformer = NewCommand.SettingOptions.class,
        description = {
            "Writes the route file of a job: routes/jobs/JOB.camel.yaml.",
            "Each option is a setting of the job; those that are not given have their defaults."
        })
final class NewCommand implements Callable<Integer> {

    private static final String PREFIX = "swath.";
    private static final String FILE_NAME = "swath.file-name";
    /** Valid as a route id, a file name and a part of a URI. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "JOB", description = "Name of the job: lower-case letters, digits and dashes.")
    private String name;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            completionCandidates = PresetNames.class,
            description = {
                "Fills in what a well-known collection needs: ${COMPLETION-CANDIDATES}.",
                "Only the area is left to say; other options beat the preset."
            })
    private String preset;

    @Option(
            names = "--json",
            description =
                    "Writes a JSON object: the job, its file, and the settings that were written in another form.")
    private boolean json;

    @ArgGroup
    private Look look;

    /** What the files show. */
    static final class Look {
        @Option(names = "--raw", required = true, description = "Raw bands, where the preset makes pictures.")
        private boolean raw;

        @Option(names = "--picture", required = true, description = "Pictures, where the preset has raw bands.")
        private boolean picture;
    }

    /** The presets that there are, for the help. */
    static final class PresetNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Preset.NAMES.iterator();
        }
    }

    /** Adds an option for each setting that a job can have. */
    static final class SettingOptions implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec command) {
            Setting.all().stream()
                    .filter(Setting::perJob)
                    .forEach(setting -> command.addOption(OptionSpec.builder("--" + parameter(setting))
                            .type(String.class)
                            .paramLabel("VALUE")
                            .description(escaped(setting.description()), "Example: " + escaped(setting.example()))
                            .build()));
            return command;
        }

        /** A percent sign has a meaning in help texts. */
        private static String escaped(String text) {
            return text.replace("%", "%%");
        }
    }

    @Override
    public Integer call() throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new SettingException(
                    "job", name, "is not a job name; write lower-case letters, digits and dashes, such as my-job");
        }
        Optional<Preset> chosen = Optional.ofNullable(preset).map(Preset::of).map(this::shown);
        Map<String, String> given = new LinkedHashMap<>();
        given().forEach((key, value) -> given.put(key, translated(key, value)));
        MergedSettings settings = common.settings();
        Path file = RouteFolders.forNewJobs(settings).resolve(name + RouteText.ENDING);
        JobCheck check = new JobCheck(settings);
        check.check(name, file, JobText.of(name, chosen, given));
        Optional<String> other = given.containsKey(FILE_NAME)
                ? Optional.empty()
                : check.sharesFilesWith(name, file, JobText.of(name, chosen, given));
        other.ifPresent(any -> given.put(FILE_NAME, "{job}/" + settings.require(FILE_NAME)));
        write(file, JobText.of(name, chosen, given));
        say(file, given);
        return ExitCode.DONE;
    }

    private void say(Path file, Map<String, String> written) throws IOException {
        Map<String, String> changed = new LinkedHashMap<>();
        Map<String, String> asked = given();
        if (!asked.containsKey(FILE_NAME) && written.containsKey(FILE_NAME)) {
            // A folder of its own, because another job has files of the same names.
            changed.put(FILE_NAME, written.get(FILE_NAME));
        }
        asked.forEach((key, value) -> {
            if (!value.equals(written.get(key))) {
                changed.put(key, Secrets.redact(written.get(key)));
            }
        });
        PrintWriter out = common.out();
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("job", name);
            answer.put("file", file.toString());
            answer.put("written", changed);
            out.println(new ObjectMapper().writeValueAsString(answer));
        } else {
            changed.forEach((key, value) ->
                    out.printf(Locale.ROOT, "%s is written as '%s'%n", key.substring(PREFIX.length()), value));
            out.printf(
                    Locale.ROOT,
                    "%s%nTo see what it would fetch: swath plan %s%nTo run it now: swath once %s%n",
                    file,
                    name,
                    name);
        }
        out.flush();
    }

    private Preset shown(Preset of) {
        if (look != null && look.picture && !given().containsKey("swath.visualization.max")) {
            return of.picture();
        }
        return look != null && look.raw ? of.raw() : of;
    }

    /** A value in the form in which it is written into the file. */
    private static String translated(String key, String value) {
        try {
            return switch (key) {
                case "swath.cron" -> CronText.quartz(value).orElse(value);
                case "swath.output" -> StoreAddress.resolve(value);
                default -> value;
            };
        } catch (IllegalArgumentException e) {
            throw new SettingException(key, value, e.getMessage());
        }
    }

    /** The settings from the command line, by their full keys; an option beats what --set says. */
    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        Map<String, String> set = common.settings().commandLine();
        Setting.all().stream().filter(Setting::perJob).forEach(setting -> {
            String value = common.commandLine()
                    .getParseResult()
                    .matchedOptionValue("--" + parameter(setting), set.get(setting.key()));
            if (value != null) {
                given.put(setting.key(), value.strip());
            }
        });
        return given;
    }

    private static String parameter(Setting setting) {
        return setting.key().substring(PREFIX.length());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new SettingException("job", file.toString(), "exists already; choose another name, or edit the file");
        }
    }
}
