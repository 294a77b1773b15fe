package dev.swath.emulator;

import dev.swath.grid.SampleType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes ZIP archives of GeoTIFFs: one file of all bands, or one of each. */
final class ZippedTiff {

    private ZippedTiff() {}

    /**
     * Encodes pixels.
     *
     * @param prefix of the names of files
     * @param perBand whether each band has a file of its own
     * @param nodata the value of masked samples
     */
    static byte[] encode(Rendering rendering, String prefix, boolean perBand, OptionalDouble nodata)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            if (!perBand) {
                add(zip, prefix + ".tif", rendering, nodata);
            } else {
                for (int band = 0; band < rendering.names().size(); band++) {
                    add(zip, prefix + "." + rendering.names().get(band) + ".tif", band(rendering, band), nodata);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, Rendering rendering, OptionalDouble nodata)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(PixelReply.geoTiff(rendering, nodata));
        zip.closeEntry();
    }

    private static Rendering band(Rendering rendering, int band) {
        List<SampleType> types = new ArrayList<>(rendering.types());
        int stride = types.stream().mapToInt(SampleType::bytes).sum();
        int offset = types.subList(0, band).stream().mapToInt(SampleType::bytes).sum();
        int bytes = types.get(band).bytes();
        byte[] data = new byte[rendering.width() * rendering.height() * bytes];
        for (int i = 0; i < data.length / bytes; i++) {
            System.arraycopy(rendering.data(), i * stride + offset, data, i * bytes, bytes);
        }
        return new Rendering(
                rendering.grid(),
                List.of(rendering.names().get(band)),
                List.of(types.get(band)),
                data,
                rendering.valid());
    }
}
