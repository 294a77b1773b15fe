package dev.swath.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The body of a request that exports an image to a file.
 *
 * @param expression the JSON of its expression
 * @param description that the operation has
 * @param requestId that makes a repeated request the same; empty if there is none
 * @param maxPixels of the file
 * @param pixels what is written
 * @param file path of the file, without its extension, below the folder of exports
 */
record ExportRequest(
        JsonNode expression,
        String description,
        Optional<String> requestId,
        double maxPixels,
        PixelRequest pixels,
        Path file) {

    private static final Set<String> FIELDS = Set.of(
            "expression",
            "description",
            "fileExportOptions",
            "assetExportOptions",
            "maxPixels",
            "grid",
            "requestId",
            "workloadTag",
            "priority",
            "maxWorkers");
    private static final Set<String> OPTIONS =
            Set.of("fileFormat", "driveDestination", "cloudStorageDestination", "geoTiffOptions", "tfRecordOptions");
    private static final Set<String> DRIVE = Set.of("folder", "filenamePrefix");
    private static final Set<String> CLOUD = Set.of("bucket", "filenamePrefix", "permissions", "bucketCorsUris");
    private static final double MOST_PIXELS = 1e8;

    /**
     * Parses a body.
     *
     * @throws ApiException if it is not the JSON of such a request, or wants what the emulator lacks
     */
    static ExportRequest parse(byte[] body) {
        JsonNode json = PixelRequest.json(body);
        JsonFields fields = JsonFields.of(json, "", FIELDS);
        ComputeRoutes.parsed(json);
        if (fields.get("assetExportOptions").isPresent()) {
            throw ApiException.unimplemented("exports to assets");
        }
        JsonFields options = fields.object("fileExportOptions", OPTIONS)
                .orElseThrow(() -> ApiException.invalid("The export must have 'fileExportOptions'."));
        FileFormat format = FileFormat.of(options.enumeration("fileFormat").orElse("GEO_TIFF"));
        if (format != FileFormat.GEO_TIFF) {
            throw ApiException.invalidValue(
                    "file_export_options.file_format",
                    "type.googleapis.com/google.earthengine.v1.ImageFileExportOptions.FileFormat",
                    '"' + format.name() + '"');
        }
        return new ExportRequest(
                json,
                fields.text("description").orElse(""),
                fields.text("requestId").filter(id -> !id.isEmpty()),
                fields.number("maxPixels").orElse(MOST_PIXELS),
                pixels(json),
                file(options));
    }

    private static PixelRequest pixels(JsonNode json) {
        ObjectNode pixels = ((ObjectNode) json.deepCopy()).retain("expression", "grid");
        return PixelRequest.computed(pixels.put("fileFormat", "GEO_TIFF"));
    }

    private static Path file(JsonFields options) {
        Optional<JsonFields> drive = options.object("driveDestination", DRIVE);
        Optional<JsonFields> cloud = options.object("cloudStorageDestination", CLOUD);
        if (drive.isPresent() == cloud.isPresent()) {
            throw ApiException.invalid("The export must have one destination, in Drive or in Cloud Storage.");
        }
        if (drive.isPresent()) {
            String folder = drive.get().text("folder").orElse("");
            return inside(Path.of("drive"), folder, prefix(drive.get()));
        }
        String bucket = cloud.get()
                .text("bucket")
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> ApiException.invalid("The destination in Cloud Storage must have a bucket."));
        return inside(Path.of("cloud-storage"), bucket, prefix(cloud.get()));
    }

    private static String prefix(JsonFields destination) {
        return destination
                .text("filenamePrefix")
                .filter(prefix -> !prefix.isEmpty() && !prefix.endsWith("/"))
                .orElseThrow(() -> ApiException.invalid("The destination must have a filename prefix."));
    }

    /** A path below a folder; names that would lead out of it are refused. */
    private static Path inside(Path root, String... parts) {
        Path path = root;
        for (String part : parts) {
            for (String name : part.split("/", -1)) {
                if (name.equals("..") || name.equals(".") || !name.matches("[^\\\\:*?\"<>|\\p{Cntrl}]*")) {
                    throw ApiException.invalid("'%s' is not a name of a file or folder.", name);
                }
                path = name.isEmpty() ? path : path.resolve(name);
            }
        }
        return path;
    }
}
