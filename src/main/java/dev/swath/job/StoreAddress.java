package dev.swath.job;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Addresses of object stores as their own tools write them, such as {@code s3://bucket/prefix}, as URIs of Camel's components. */
public final class StoreAddress {

    private static final Pattern ADDRESS =
            Pattern.compile("(?<scheme>s3|gs|az)://(?<bucket>[^/?]*)(?:/(?<prefix>[^?]*))?(?:\\?(?<options>.*))?");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9._-]{1,221}[a-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9!_.*'/=-]*");
    private static final Pattern ACCOUNT = Pattern.compile("(?:^|&)account=([a-z0-9]{3,24})(?:&|$)");
    private static final String ACCOUNT_VARIABLE = "AZURE_STORAGE_ACCOUNT";
    private static final String FILE_NAME = "${file:name})";

    private StoreAddress() {}

    /**
     * The URI of a Camel component for such an address; any other text as it is. Options behind a question mark are passed on.
     * Without a login among them, the component looks for one where the store's own tools do. Azure's account is the option
     * {@code account}, or the environment's {@code AZURE_STORAGE_ACCOUNT}.
     *
     * @throws IllegalArgumentException if the bucket, the prefix or the account is not valid
     */
    public static String resolve(String output) {
        return resolve(output, name -> Optional.ofNullable(System.getenv(name)));
    }

    /** The same with the variables of another environment. */
    static String resolve(String output, Function<String, Optional<String>> environment) {
        Matcher address = ADDRESS.matcher(output);
        if (!address.matches()) {
            return output;
        }
        String bucket = address.group("bucket");
        String prefix = given(address, "prefix").replaceAll("/+$", "");
        if (!BUCKET.matcher(bucket).matches() || !PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "is not the address of a bucket; write %s://BUCKET/PREFIX, with letters, digits and !_.*'=- in the prefix",
                    address.group("scheme")));
        }
        String name = "RAW(" + (prefix.isEmpty() ? "" : prefix + "/") + FILE_NAME;
        String options = given(address, "options");
        return switch (address.group("scheme")) {
            case "az" -> azure(bucket, name, options, environment);
            case "gs" -> amazon(bucket, google(name), options);
            default -> amazon(bucket, new LinkedHashMap<>(Map.of("keyName", name)), options);
        };
    }

    private static String given(Matcher address, String part) {
        return Optional.ofNullable(address.group(part)).orElse("");
    }

    /** Google's store speaks S3 at an address of its own. */
    private static Map<String, String> google(String name) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("keyName", name);
        options.put("overrideEndpoint", "true");
        options.put("uriEndpointOverride", "https://storage.googleapis.com");
        options.put("region", "auto");
        return options;
    }

    private static String amazon(String bucket, Map<String, String> options, String given) {
        if (!has(given, "accessKey")) {
            options.put("useDefaultCredentialsProvider", "true");
        }
        return uri("aws2-s3://" + bucket, options, given);
    }

    private static String azure(
            String container, String name, String given, Function<String, Optional<String>> environment) {
        Matcher account = ACCOUNT.matcher(given);
        boolean own = account.find();
        String of = own
                ? account.group(1)
                : environment
                        .apply(ACCOUNT_VARIABLE)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "does not say which account the container is in; write az://CONTAINER/PREFIX?account=NAME, or set "
                                        + ACCOUNT_VARIABLE));
        Map<String, String> options = new LinkedHashMap<>(Map.of("blobName", name));
        if (!has(given, "accessKey") && !has(given, "sasToken") && !has(given, "azureClientSecret")) {
            options.put("credentialType", "AZURE_IDENTITY");
        }
        String left = own ? given.replaceFirst("(^|&)account=[a-z0-9]*", "").replaceFirst("^&", "") : given;
        return uri("azure-storage-blob://" + of + "/" + container, options, left);
    }

    /** A URI with options, but for those that the user gives. */
    private static String uri(String address, Map<String, String> options, String given) {
        String added = options.entrySet().stream()
                .filter(option -> !has(given, option.getKey()))
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining("&"));
        return address + "?" + added + (added.isEmpty() || given.isEmpty() ? "" : "&") + given;
    }

    private static boolean has(String given, String option) {
        return ("&" + given).contains("&" + option + "=");
    }
}
