package dev.swath.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The published schemas of STAC 1.1.0 and of its extensions, kept in the test resources. Nothing is fetched. */
public final class StacSchemas {

    private static final String CORE = "https://schemas.stacspec.org/v1.1.0/";
    private static final String KEPT = "classpath:dev/swath/stac/schemas/";
    /** A field that Swath does not write: any value of it is an error here. */
    private static final String NOT_KEPT = "proj.org/schemas/v0.7/projjson.schema.json";

    private static final String NOTHING = "{\"not\": {}}";

    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V7, builder -> builder.schemaMappers(mappers -> mappers.mapPrefix("https://", KEPT))
                    .schemaLoaders(loaders -> loaders.schemas(Map.of(KEPT + NOT_KEPT, NOTHING))));

    /** The errors in an Item, a Collection or a Catalog, by the schema of its type and of each extension that it names. */
    public List<String> violations(JsonNode json) {
        List<String> violations = new ArrayList<>();
        String schema =
                switch (json.path("type").asText()) {
                    case "Feature" -> "item-spec/json-schema/item.json";
                    case "Catalog" -> "catalog-spec/json-schema/catalog.json";
                    default -> "collection-spec/json-schema/collection.json";
                };
        violations.addAll(check(CORE + schema, json));
        for (JsonNode extension : json.path("stac_extensions")) {
            violations.addAll(check(extension.asText(), json));
        }
        return violations;
    }

    private List<String> check(String schema, JsonNode json) {
        SchemaValidatorsConfig strict =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return schemas.getSchema(SchemaLocation.of(schema), strict).validate(json).stream()
                .map(ValidationMessage::getMessage)
                .map(message -> schema + ": " + message)
                .toList();
    }
}
