package dev.swath;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;

/** Debian's rasterio and pyproj: Python's view of GDAL and PROJ, a witness of pixels, masks and grids. */
public final class Rasterio {

    private Rasterio() {}

    /** Skips the test where they are not installed; on the build server (CI=true) their absence is a failure. */
    public static void require() {
        boolean installed = isInstalled();
        if (!installed && "true".equals(System.getenv("CI"))) {
            fail("rasterio is missing on the build server: install python3-rasterio and python3-pyproj");
        }
        assumeTrue(installed, "rasterio is not installed (python3-rasterio, python3-pyproj)");
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder(GdalServer.PYTHON, "-c", "import rasterio, pyproj")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs a script to its end and returns what it printed. */
    public static String run(String script, String... arguments) {
        String[] command = new String[arguments.length + 2];
        command[0] = GdalServer.PYTHON;
        command[1] = script;
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return Gdal.run(command);
    }
}
