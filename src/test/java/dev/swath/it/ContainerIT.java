package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.swath.RouteFile;
import dev.swath.Slow;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a container runtime does to a process, done to the packaged application without one. */
@Slow(
        "A container's process runs as any user of group 0, without HOME and with a read-only root; LANG=C is refused where it matters.")
@Timeout(300)
class ContainerIT {

    private static final String USER = "54321";

    /** Every mount read-only but the folders of the process. */
    private static final String READ_ONLY = """
            set -e
            mount --make-rprivate /
            for folder in "$1" "$2"; do mount --bind "$folder" "$folder"; done
            awk '{print $2}' /proc/mounts | while read -r mount; do
              case $mount in "$1"|"$2"|/proc*|/sys*|/dev*) ;; *) mount -o remount,bind,ro "$mount" 2>/dev/null || true ;; esac
            done
            cd "$1"
            if touch /etc/swath-test 2>/dev/null; then exit 99; fi
            shift 2
            exec setpriv --reuid %1$s --regid 0 --clear-groups --no-new-privs env -i LANG=C.UTF-8 "$@"
            """.formatted(USER);

    @TempDir
    private Path folder;

    @Test
    void a_job_runs_as_any_user_of_group_0_without_home_on_a_read_only_root() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        fill(data);
        shell("chmod 755 \"$0\" && chmod -R a+rX \"$0\" && chgrp 0 \"$0\"/* && chmod 2775 \"$0\"/*", folder.toString());
        assumeTrue(
                shell(
                                        "unshare -m true && setpriv --reuid " + USER
                                                + " --regid 0 --clear-groups test -r \"$0\"",
                                        SwathProcess.jar().toString())
                                .exitCode()
                        == 0,
                "needs root, mount namespaces, and a project folder that others can read");
        List<String> command = new ArrayList<>(
                List.of("unshare", "-m", "sh", "-c", READ_ONLY, "sh", data.toString(), temporary.toString()));
        command.addAll(java("-Djava.io.tmpdir=" + temporary, "once", "david-chiriqui"));

        Result result = SwathProcess.run(folder, Map.of(), command);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).doesNotContain("WARN");
        try (Stream<Path> images = Files.list(data.resolve("images"))) {
            List<Path> stored =
                    images.filter(file -> file.toString().endsWith(".tif")).toList();
            assertThat(stored).isNotEmpty();
            assertThat(Files.getAttribute(stored.get(0), "unix:uid")).isEqualTo(Integer.valueOf(USER));
        }
        assertThat(shell("ls -A \"$0\"", data.toString()).out().lines())
                .containsExactlyInAnyOrder("application.properties", "images", "output", "routes");
    }

    @Test
    void a_job_file_whose_name_the_locale_does_not_have_is_named_in_one_line() throws Exception {
        fill(folder);
        shell(
                "mv \"$0\"/routes/jobs/david-chiriqui.camel.yaml \"$0\"/routes/jobs/\"$(printf 'a\\303\\261o')\".camel.yaml",
                folder.toString());

        Result result = inLocaleC("cd \"$0\"", "once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().strip())
                .startsWith("swath: swath.routes = '")
                .contains("routes/jobs/a", "o.camel.yaml", "does not have; start it with LANG=C.UTF-8")
                .doesNotContain("\n");
    }

    @Test
    void a_current_folder_whose_name_the_locale_does_not_have_is_named_in_one_line() throws Exception {
        Result result = inLocaleC("cd \"$0\" && mkdir \"$(printf 'w\\303\\266rk')\" && cd w*", "once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().strip())
                .startsWith("swath: the current folder = '")
                .contains("does not have; start it with LANG=C.UTF-8")
                .doesNotContain("\n");
    }

    private Result inLocaleC(String before, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", before + " && exec \"$@\"", folder.toString()));
        command.addAll(java(arguments));
        return SwathProcess.run(folder, Map.of("LANG", "C", "LC_ALL", "C"), command);
    }

    /** As the image starts it; the first argument may be an option of Java. */
    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        List<String> rest = new ArrayList<>(List.of(arguments));
        if (rest.get(0).startsWith("-D")) {
            command.add(rest.remove(0));
        }
        command.addAll(List.of("-jar", SwathProcess.jar().toString()));
        command.addAll(rest);
        return command;
    }

    private static void fill(Path folder) throws IOException {
        OtherFolder.fill(folder, URI.create("emulator"), "emulator.latency = 0ms", "end = 2024-01-07");
    }

    private static Result shell(String script, String argument) throws IOException, InterruptedException {
        return SwathProcess.run(RouteFile.projectFolder(), Map.of(), List.of("sh", "-c", script, argument));
    }
}
