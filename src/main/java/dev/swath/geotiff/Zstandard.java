package dev.swath.geotiff;

import com.github.luben.zstd.util.Native;
import dev.swath.job.Compression;

/** Whether Zstandard can be used: it comes as native code, which not every machine can load. */
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

    /** The compression that was asked for, or DEFLATE where it can't be had on this machine. */
    public static Compression orDeflate(Compression wanted) {
        return wanted == Compression.ZSTD && !isAvailable() ? Compression.DEFLATE : wanted;
    }
}
