package dev.swath.grid;

/** The type of one sample (the value of one band at one pixel), as TIFF and Earth Engine both know it. */
public enum SampleType {
    UINT8(1, false, false),
    INT8(1, true, false),
    UINT16(2, false, false),
    INT16(2, true, false),
    UINT32(4, false, false),
    INT32(4, true, false),
    FLOAT32(4, true, true),
    FLOAT64(8, true, true);

    private final int bytes;
    private final boolean signed;
    private final boolean floating;

    SampleType(int bytes, boolean signed, boolean floating) {
        this.bytes = bytes;
        this.signed = signed;
        this.floating = floating;
    }

    /** Size of one sample in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Whether the type holds negative values. */
    public boolean signed() {
        return signed;
    }

    /** Whether the type is IEEE 754 floating point. */
    public boolean floating() {
        return floating;
    }
}
