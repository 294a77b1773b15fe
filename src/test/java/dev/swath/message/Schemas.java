package dev.swath.message;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.List;

/** The schemas of messages. */
public final class Schemas {

    private Schemas() {}

    /** The errors in an image task. */
    public static List<String> violationsOfTask(byte[] json) throws IOException {
        return violations("image-task", json);
    }

    /** The errors in an outcome. */
    public static List<String> violationsOfOutcome(byte[] json) throws IOException {
        return violations("image-outcome", json);
    }

    private static List<String> violations(String schema, byte[] json) throws IOException {
        SchemaValidatorsConfig strict =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("classpath:dev/swath/message/" + schema + ".schema.json"), strict)
                .validate(new ObjectMapper().readTree(json))
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
