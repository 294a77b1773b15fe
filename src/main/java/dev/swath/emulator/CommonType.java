package dev.swath.emulator;

import dev.swath.grid.SampleType;
import java.util.List;

/** The common sample type of all bands of a TIFF. */
final class CommonType {

    private CommonType() {}

    /** The smallest type that holds every value of all types; FLOAT64 if only a 64-bit integer would. */
    static SampleType of(List<SampleType> types) {
        return types.stream().reduce(CommonType::of).orElseThrow();
    }

    private static SampleType of(SampleType a, SampleType b) {
        if (holds(a, b)) {
            return a;
        }
        for (SampleType candidate : SampleType.values()) {
            if (holds(candidate, a) && holds(candidate, b)) {
                return candidate;
            }
        }
        return SampleType.FLOAT64;
    }

    private static boolean holds(SampleType wide, SampleType narrow) {
        if (wide == narrow) {
            return true;
        }
        if (wide.floating()) {
            return narrow.bytes() < wide.bytes();
        }
        if (narrow.floating() || (narrow.signed() && !wide.signed())) {
            return false;
        }
        return narrow.bytes() < wide.bytes() || (narrow.bytes() == wide.bytes() && narrow.signed() == wide.signed());
    }
}
