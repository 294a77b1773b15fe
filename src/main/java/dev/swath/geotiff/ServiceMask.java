package dev.swath.geotiff;

/**
 * Which pixels of a reply the service had masked. It says so by value: whole numbers are zero in every band of a masked
 * pixel, floating point is minus infinity in each masked band.
 */
final class ServiceMask {
    private final ImageDescription image;
    private final SampleAccess samples;
    private final double masked;

    ServiceMask(ImageDescription image) {
        this.image = image;
        this.samples = SampleAccess.of(image.type());
        this.masked = image.nodata().orElse(Double.NaN);
    }

    /**
     * One byte for each pixel, 0 where every band is masked. Minus infinity is replaced in place: by nodata, or by NaN
     * where the file has none.
     */
    byte[] read(byte[] data) {
        int pixelBytes = image.bands() * image.type().bytes();
        byte[] valid = new byte[data.length / pixelBytes];
        for (int pixel = 0; pixel < valid.length; pixel++) {
            boolean any =
                    image.type().floating() ? anyNumber(data, pixel) : anyBit(data, pixel * pixelBytes, pixelBytes);
            valid[pixel] = (byte) (any ? 1 : 0);
        }
        return valid;
    }

    private static boolean anyBit(byte[] data, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (data[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean anyNumber(byte[] data, int pixel) {
        boolean any = false;
        for (int i = pixel * image.bands(); i < (pixel + 1) * image.bands(); i++) {
            double value = samples.get(data, i);
            if (value == Double.NEGATIVE_INFINITY) {
                samples.set(data, i, masked);
            } else {
                any |= !Double.isNaN(value);
            }
        }
        return any;
    }
}
