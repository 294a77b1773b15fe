package dev.swath.job.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionFileTest {

    private static final String LOAD =
            "{'functionInvocationValue': {'functionName': 'Image.load', 'arguments': {'id': {'constantValue': '${image}'}}}}";

    @Test
    void a_graph_with_keys_a_node_by_itself_and_the_body_of_a_request_are_the_same_expression() {
        ExpressionFile compound = expression("{'result': '0', 'values': {'0': " + LOAD + "}}");

        assertThat(compound.isOfImage()).isTrue();
        assertThat(expression(LOAD)).isEqualTo(compound);
        assertThat(expression("{'expression': {'result': '0', 'values': {'0': " + LOAD + "}}}"))
                .isEqualTo(compound);
    }

    @Test
    void variables_are_found_in_lists_and_dictionaries_and_only_where_the_result_needs_them() {
        ExpressionFile expression = expression("{'result': 'a', 'values': {"
                + "'a': {'arrayValue': {'values': [{'constantValue': [1, ['${start}']]}, {'valueReference': 'b'}]}},"
                + "'b': {'constantValue': {'area': '${area}', 'x': null}},"
                + "'unused': {'constantValue': '${image}'}}}");

        assertThat(expression.variables()).containsExactlyInAnyOrder(Variable.START, Variable.AREA);
        assertThat(expression.isOfImage()).isFalse();
        assertThat(expression.usesWindow()).isTrue();
        assertThat(expression.usesCollection()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'result': '0', | is not JSON in line 1, column 16: ",
                "{'result': '0', 'result': '0', 'values': {}} | is not JSON in line 1, column 25: Duplicate field 'result'",
                "[1, 2] | is not an expression, which is a JSON object; write it with json.dump(ee.serializer.encode(image), file)",
                "{} | is empty; write it with",
                "{'type': 'CompoundValue', 'scope': []} | is in the older form of Earth Engine's clients; write it with",
                "{'result': '0'} | lacks \"values\"; write it with",
                "{'values': {'0': 1}} | lacks \"result\"; write it with",
                "{'result': '7', 'values': {'0': {'constantValue': 1}}} | names '7' as its result, which is not among its values",
                "{'result': '0', 'values': {'0': {'valueReference': '1'}}} | refers to the value '1', which is not there",
                "{'result': '0', 'values': {'0': {'valueReference': '1'}, '1': {'arrayValue': {'values': [{'valueReference': '0'}]}}}} | goes round in a circle: the value '0' is computed from itself",
                "{'result': '0', 'values': {'0': {'functionDefinitionValue': {'argumentNames': ['x'], 'body': '0'}}}} | goes round in a circle",
                "{'constantValue': '${picture}'} | has the placeholder ${picture}, which is not known; write one of ${image}, ${collection}, ${area}, ${start}, ${end}",
                "{'constantValue': 'from ${start} on'} | has ${start} within a longer text, 'from ${start} on'; make it a text of its own",
                "{'constantValue': '${start'} | has the placeholder ${start, which is not known",
                "{'argumentReference': '_MAPPING_VAR_0_0'} | uses the argument '_MAPPING_VAR_0_0' outside of any function that has it",
                "{'function': 'Image.load'} | is not an expression: in the value '0' {\"function\":\"Image.load\"} is neither a constant nor a",
                "{'functionInvocationValue': {'arguments': {}}} | is not an expression: in the value '0' ",
                "{'constantValue': 1, 'valueReference': '0'} | is not an expression: in the value '0' ",
            })
    void what_can_not_be_computed_says_why(String json, String message) {
        assertThatThrownBy(() -> expression(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void functions_within_each_other_are_limited() {
        StringBuilder json = new StringBuilder("{'result': '0', 'values': {");
        for (int i = 0; i < 600; i++) {
            json.append("'" + i + "': {'valueReference': '" + (i + 1) + "'}, ");
        }
        json.append("'600': {'constantValue': 1}}}");

        assertThatThrownBy(() -> expression(json.toString()))
                .hasMessageStartingWith("has more than 500 functions within");
    }

    @Test
    void a_file_that_is_too_large_or_not_there_is_refused(@TempDir Path folder) throws IOException {
        Path large = Files.writeString(folder.resolve("large.json"), "[" + "1,".repeat(600_000) + "1]");

        assertThatThrownBy(() -> ExpressionFile.read(large.toString())).hasMessageStartingWith("has more than 1 MiB; ");
        assertThatThrownBy(() -> ExpressionFile.read(folder.resolve("none.json").toString()))
                .hasMessageStartingWith("is not there, seen from ");
        assertThatThrownBy(() -> ExpressionFile.read(folder.toString())).hasMessageStartingWith("can't be read (");
    }

    @Test
    void the_name_of_the_file_names_the_result(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("NDVI anomaly (v2).json"), LOAD.replace('\'', '"'));

        assertThat(ExpressionFile.read(file.toString()).name()).isEqualTo("NDVI-anomaly-v2-");
    }

    private static ExpressionFile expression(String json) {
        return ExpressionFile.of("test", json.replace('\'', '"'));
    }
}
