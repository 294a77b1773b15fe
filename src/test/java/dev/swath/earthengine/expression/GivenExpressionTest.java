package dev.swath.earthengine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.job.expression.ExpressionFile;
import dev.swath.job.expression.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenExpressionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Variable, Node> VALUES = Map.of(
            Variable.IMAGE, Node.call("Image.load", "id", "an/image"),
            Variable.COLLECTION, Node.call("ImageCollection.fromImages", "images", List.of()),
            Variable.AREA, Node.call("GeometryConstructors.Polygon", "coordinates", List.of()),
            Variable.START, new Node.Constant("2024-01-01T00:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void what_the_clients_would_load_by_a_variable_is_there_already() throws IOException {
        assertThat(written(call("Image.load", "id", "'${image}'"))).isEqualTo(call("Image.load", "id", "'an/image'"));
        assertThat(written(call("ImageCollection.load", "id", "'${collection}'")))
                .isEqualTo(call("ImageCollection.fromImages", "images", "[]"));
        assertThat(written(call("Collection.loadTable", "tableId", "'${area}'")))
                .startsWith("{'functionInvocationValue':{'functionName':'Collection','arguments':{'features':")
                .contains("GeometryConstructors.Polygon");
    }

    @Test
    void a_variable_within_a_list_makes_it_a_list_of_values() throws IOException {
        assertThat(written("{'constantValue':[1,'${start}',null]}"))
                .isEqualTo("{'arrayValue':{'values':[{'constantValue':1},{'constantValue':'2024-01-01T00:00:00Z'},"
                        + "{'constantValue':null}]}}");
        assertThat(written("{'constantValue':{'a':'${start}'}}"))
                .isEqualTo("{'dictionaryValue':{'values':{'a':{'constantValue':'2024-01-01T00:00:00Z'}}}}");
    }

    @Test
    void everything_else_is_written_as_it_was_read() throws IOException {
        for (String node : List.of(
                "{'constantValue':{'a':[1,2.5,true,null,'x'],'b':{}}}",
                "{'integerValue':'9007199254740993'}",
                "{'bytesValue':'AAEC'}",
                call("Image.load", "id", "'another/image'"),
                "{'dictionaryValue':{'values':{'a':" + call("Image.load", "id", "'b'") + "}}}")) {
            assertThat(written(node)).isEqualTo(node);
        }
    }

    @Test
    void a_function_that_is_mapped_keeps_its_arguments_and_its_body_a_key() throws IOException {
        String mapped = "{'functionInvocationValue':{'functionName':'Collection.map','arguments':{'collection':"
                + call("ImageCollection.load", "id", "'c'")
                + ",'baseAlgorithm':{'functionDefinitionValue':{'argumentNames':['_MAPPING_VAR_0_0'],'body':'%s'}}}}}";
        String body = "{'functionInvocationValue':{'functionName':'Image.not','arguments':{'value':"
                + "{'argumentReference':'_MAPPING_VAR_0_0'}}}}";

        JsonNode written =
                expression("{'result':'7','values':{'7':" + String.format(mapped, "x") + ",'x':" + body + "}}");

        assertThat(text(written.at("/values/0"))).isEqualTo(String.format(mapped, "1"));
        assertThat(text(written.at("/values/1"))).isEqualTo(body);
    }

    @Test
    void a_long_chain_is_cut_before_it_is_too_deep_for_the_service() throws IOException {
        String chain = "{'constantValue':1}";
        for (int i = 0; i < 120; i++) {
            chain = "{'functionInvocationValue':{'functionName':'Number.abs','arguments':{'input':" + chain + "}}}";
        }

        JsonNode values = expression(chain).get("values");

        assertThat(values).hasSize(3);
        values.forEach(value -> assertThat(depth(value)).isLessThan(4 * 52));
    }

    private static int depth(JsonNode node) {
        int deepest = 0;
        for (JsonNode child : node) {
            deepest = Math.max(deepest, depth(child));
        }
        return deepest + 1;
    }

    private static String call(String function, String argument, String constant) {
        return "{'functionInvocationValue':{'functionName':'" + function + "','arguments':{'" + argument
                + "':{'constantValue':" + constant + "}}}}";
    }

    private String written(String node) throws IOException {
        return text(expression(node).at("/values/0"));
    }

    private static String text(JsonNode json) {
        return json.toString().replace('"', '\'');
    }

    private JsonNode expression(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("expression.json"), json.replace('\'', '"'));
        JsonNode written = ExpressionJson.of(GivenExpression.of(ExpressionFile.read(file.toString()), VALUES));
        return JSON.readTree(written.toString());
    }
}
