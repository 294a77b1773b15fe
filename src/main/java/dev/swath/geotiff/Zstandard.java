package dev.swath.geotiff;

import com.github.luben.zstd.util.Native;
import dev.swath.job.Compression;

/** Whether Zstandard can be used: its native code does not load on every machine. */
public final class Zstandard {

    private Zstandard() {}

    /** Whether the native code is there. It is loaded at the first call. */
    public static boolean isAvailable() {
        try {
            Native.load();
            return Native.isLoaded();
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError unusable) {
            return false;
        }
    }

    /** The wanted compression, or DEFLATE if this machine does not have it. */
    public static Compression orDeflate(Compression wanted) {
        return wanted == Compression.ZSTD && !isAvailable() ? Compression.DEFLATE : wanted;
    }
}
