package dev.swath.emulator;

import static dev.swath.emulator.Graph.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays as values: how they are made and taken apart, their arithmetic, matrices, and what is refused. */
class ArrayValuesTest {

    private static final List<List<Integer>> TABLE = List.of(List.of(1, 2, 3), List.of(4, 5, 6));
    private static final ObjectNode REDUCED_BY_SUM = call("Reducer.sum");
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static HttpResponse<byte[]> ask(ObjectNode node) {
        return api.post("/v1/projects/p/value:compute", "{\"expression\":" + Graph.of(node) + "}");
    }

    private static JsonNode value(ObjectNode node) {
        return Api.json(ask(node)).path("result");
    }

    private static String text(ObjectNode node) {
        return value(node).toString();
    }

    private static String error(ObjectNode node) {
        HttpResponse<byte[]> reply = ask(node);
        assertThat(reply.statusCode()).isEqualTo(400);
        return Api.anyJson(reply).path("error").path("message").asText();
    }

    private static ObjectNode array(Object values) {
        return call("Array", "values", values);
    }

    @Test
    void an_array_is_written_as_nested_lists() {
        assertThat(text(array(TABLE))).isEqualTo("[[1,2,3],[4,5,6]]");
        assertThat(text(array(7))).isEqualTo("7");
        assertThat(text(array(List.of(1.5, 2)))).isEqualTo("[1.5,2]");
        assertThat(text(array(List.of(array(List.of(1, 2)), List.of(3, 4))))).isEqualTo("[[1,2],[3,4]]");
        assertThat(text(call("Array", "values", List.of(), "pixelType", call("PixelType.int8"))))
                .isEqualTo("[]");
        assertThat(text(call("Array", "values", List.of(300.7, -1), "pixelType", call("PixelType.uint8"))))
                .isEqualTo("[255,0]");
        assertThat(text(call("Array.toList", "array", array(TABLE)))).isEqualTo("[[1,2,3],[4,5,6]]");
        assertThat(text(call("ObjectType", "value", array(TABLE)))).isEqualTo("\"Array\"");
    }

    @Test
    void parts_are_taken_by_position() {
        assertThat(text(call("Array.get", "array", TABLE, "position", List.of(1, -1))))
                .isEqualTo("6");
        assertThat(text(call("Array.slice", "array", TABLE, "axis", 1, "start", -2)))
                .isEqualTo("[[2,3],[5,6]]");
        assertThat(text(call("Array.slice", "array", TABLE, "axis", 1, "start", 0, "end", 3, "step", 2)))
                .isEqualTo("[[1,3],[4,6]]");
        assertThat(text(call("Array.slice", "array", TABLE, "start", 2))).isEqualTo("[]");
        assertThat(text(call("Array.cut", "array", TABLE, "position", List.of(-1, 1))))
                .isEqualTo("[[2],[5]]");
        assertThat(text(call("Array.mask", "input", TABLE, "mask", List.of(List.of(1, 0, 1)))))
                .isEqualTo("[[1,3],[4,6]]");
        assertThat(text(call("Array.sort", "array", List.of(3, 1, 2)))).isEqualTo("[1,2,3]");
        assertThat(text(call("Array.sort", "array", TABLE, "keys", List.of(List.of(3, 1, 2)))))
                .isEqualTo("[[2,3,1],[5,6,4]]");
        assertThat(text(call("Array.length", "array", TABLE))).isEqualTo("[2,3]");
        assertThat(text(call("Array.argmax", "array", List.of(List.of(1, 9), List.of(9, 2)))))
                .isEqualTo("[0,1]");
        assertThat(text(call("Array.bitsToArray", "input", 6))).isEqualTo("[0,1,1]");
    }

    @Test
    void shapes_change_without_changing_numbers() {
        assertThat(text(call("Array.cat", "arrays", List.of(List.of(1, 2), List.of(3)))))
                .isEqualTo("[1,2,3]");
        assertThat(text(call("Array.cat", "arrays", List.of(List.of(1, 2), List.of(3, 4)), "axis", 1)))
                .isEqualTo("[[1,3],[2,4]]");
        assertThat(text(call("Array.cat", "arrays", List.of(TABLE, TABLE), "axis", 1)))
                .isEqualTo("[[1,2,3,1,2,3],[4,5,6,4,5,6]]");
        assertThat(text(call("Array.repeat", "array", List.of(1, 2)))).isEqualTo("[1,2,1,2]");
        assertThat(text(call("Array.repeat", "array", List.of(List.of(1), List.of(2)), "axis", 1, "copies", 3)))
                .isEqualTo("[[1,1,1],[2,2,2]]");
        assertThat(text(call("Array.project", "array", List.of(List.of(1, 2, 3)), "axes", List.of(1))))
                .isEqualTo("[1,2,3]");
        assertThat(text(call("Array.transpose", "array", TABLE))).isEqualTo("[[1,4],[2,5],[3,6]]");
        assertThat(text(call(
                        "Array.transpose",
                        "array",
                        List.of(List.of(List.of(1, 2)), List.of(List.of(3, 4))),
                        "axis1",
                        0,
                        "axis2",
                        2)))
                .isEqualTo("[[[1,3]],[[2,4]]]");
        assertThat(text(call("Array.reshape", "array", TABLE, "shape", List.of(3, -1))))
                .isEqualTo("[[1,2],[3,4],[5,6]]");
        assertThat(text(call("Array.pad", "array", List.of(List.of(1)), "lengths", List.of(2, 2), "pad", 9)))
                .isEqualTo("[[1,9],[9,9]]");
        assertThat(text(call("Dictionary.toArray", "dictionary", Map.of("b", 2, "a", 1))))
                .isEqualTo("[1,2]");
    }

    @Test
    void arithmetic_is_by_number_and_a_single_number_goes_with_all() {
        assertThat(text(call("Array.add", "left", TABLE, "right", TABLE))).isEqualTo("[[2,4,6],[8,10,12]]");
        assertThat(text(call("Array.divide", "left", List.of(1, 2), "right", 4)))
                .isEqualTo("[0.25,0.5]");
        assertThat(text(call("Array.subtract", "left", 10, "right", List.of(1, 2))))
                .isEqualTo("[9,8]");
        assertThat(text(call("Array.gt", "left", List.of(1, 5), "right", List.of(2, 4))))
                .isEqualTo("[0,1]");
        assertThat(text(call("Array.sqrt", "input", List.of(4, 9)))).isEqualTo("[2,3]");
        assertThat(text(call("Array.toByte", "input", List.of(-4, 300.5)))).isEqualTo("[0,255]");
        assertThat(text(call("Array.dotProduct", "array1", List.of(1, 2), "array2", List.of(3, 4))))
                .isEqualTo("11");
    }

    /** 0 and 2.5 begin a step, 10 lies beyond the last one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"false; [[0,2],[2.5,1],[5,0],[7.5,3]]", "true; [[0,2],[2.5,3],[5,3],[7.5,6]]"})
    void a_histogram_of_fixed_steps_counts_what_lies_in_each(boolean cumulative, String expected) {
        ObjectNode steps = call("Reducer.fixedHistogram", "min", 0, "max", 10, "steps", 4, "cumulative", cumulative);

        assertThat(text(call("List.reduce", "list", List.of(-0.1, 0, 2.4, 2.5, 7.5, 8, 9.9, 10, 11), "reducer", steps)))
                .isEqualTo(expected);
    }

    @Test
    void a_histogram_without_a_step_is_refused() {
        assertThat(error(call("Reducer.fixedHistogram", "min", 0, "max", 0, "steps", 4)))
                .isEqualTo("Reducer.fixedHistogram: 'min' must be less than 'max'. Found 0.0 and 0.0.");
        assertThat(error(call("Reducer.fixedHistogram", "min", 0, "max", 1, "steps", 0)))
                .isEqualTo("Reducer.fixedHistogram: 'steps' must be between 1 and 10000. Found 0.");
    }

    @Test
    void reductions_leave_a_length_of_one() {
        assertThat(text(call("Array.reduce", "array", TABLE, "reducer", REDUCED_BY_SUM, "axes", List.of(0))))
                .isEqualTo("[[5,7,9]]");
        assertThat(text(call("Array.reduce", "array", TABLE, "reducer", call("Reducer.median"), "axes", List.of(0, 1))))
                .isEqualTo("[[3.5]]");
        // y = 2 x + 1: the pairs lie along axis 1, and so do slope and offset.
        ObjectNode line = call(
                "Array.reduce",
                "array",
                List.of(List.of(0, 1), List.of(1, 3), List.of(2, 5)),
                "reducer",
                call("Reducer.linearFit"),
                "axes",
                List.of(0),
                "fieldAxis",
                1);
        assertThat(text(line)).isEqualTo("[[2,1]]");
        assertThat(text(call("Array.accum", "array", TABLE, "axis", 0))).isEqualTo("[[1,2,3],[5,7,9]]");
        assertThat(text(call("Array.accum", "array", List.of(3, 1, 4), "axis", 0, "reducer", call("Reducer.max"))))
                .isEqualTo("[3,3,4]");
    }

    @Test
    void matrices_are_multiplied_inverted_and_solved() {
        List<List<Integer>> square = List.of(List.of(4, 7), List.of(2, 6));

        assertThat(text(call("Array.identity", "size", 2))).isEqualTo("[[1,0],[0,1]]");
        assertThat(text(call("Array.matrixMultiply", "left", square, "right", TABLE)))
                .isEqualTo("[[32,43,54],[26,34,42]]");
        assertThat(value(call("Array.matrixDeterminant", "input", square)).asDouble())
                .isCloseTo(10, within(1e-12));
        assertThat(text(call("Array.matrixTrace", "input", square))).isEqualTo("10");
        assertThat(text(call("Array.matrixDiagonal", "input", square))).isEqualTo("[[4],[6]]");
        assertThat(text(call("Array.matrixToDiag", "input", List.of(List.of(4), List.of(6)))))
                .isEqualTo("[[4,0],[0,6]]");
        assertClose(value(call("Array.matrixInverse", "input", square)), 0.6, -0.7, -0.2, 0.4);
        // Least squares: the mean of three measurements of one unknown.
        assertClose(
                value(call(
                        "Array.matrixSolve",
                        "left",
                        List.of(List.of(1), List.of(1), List.of(1)),
                        "right",
                        List.of(List.of(1), List.of(2), List.of(6)))),
                3);
        assertClose(value(call("Array.matrixPseudoInverse", "input", List.of(List.of(1), List.of(1)))), 0.5, 0.5);
        JsonNode eigen = value(call("Array.eigen", "input", List.of(List.of(2, 0), List.of(0, 3))));
        assertThat(eigen.at("/0/0").asDouble()).isCloseTo(3, within(1e-12));
        assertThat(Math.abs(eigen.at("/0/2").asDouble())).isCloseTo(1, within(1e-12));
        assertThat(eigen.at("/1/0").asDouble()).isCloseTo(2, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "matrixLUDecomposition,L,U",
        "matrixQRDecomposition,Q,R",
    })
    void the_parts_of_a_matrix_multiply_to_the_matrix(String function, String left, String right) {
        ObjectNode parts =
                call("Array." + function, "array", List.of(List.of(1, 2, 0), List.of(3, 4, 4), List.of(5, 6, 3)));
        ObjectNode product = call(
                "Array.matrixMultiply",
                "left",
                call("Dictionary.getArray", "dictionary", parts, "key", left),
                "right",
                call("Dictionary.getArray", "dictionary", parts, "key", right));
        double[] expected = {1, 2, 0, 3, 4, 4, 5, 6, 3};
        if (function.contains("LU")) {
            // P * matrix
            JsonNode permuted = value(call(
                    "Array.matrixMultiply",
                    "left",
                    call("Dictionary.getArray", "dictionary", parts, "key", "P"),
                    "right",
                    List.of(List.of(1, 2, 0), List.of(3, 4, 4), List.of(5, 6, 3))));
            for (int i = 0; i < 9; i++) {
                expected[i] = permuted.path(i / 3).path(i % 3).asDouble();
            }
        }
        assertClose(value(product), expected);
    }

    private static void assertClose(JsonNode matrix, double... numbers) {
        int columns = matrix.path(0).size();
        assertThat(matrix.size() * columns).isEqualTo(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(matrix.path(i / columns).path(i % columns).asDouble()).isCloseTo(numbers[i], within(1e-9));
        }
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThat(error(array(List.of()))).isEqualTo("Array: No numbers in 'values', must provide a type.");
        assertThat(error(array(List.of(List.of(1, 2), List.of(3))))).contains("must have the same length");
        assertThat(error(array(List.of("a")))).contains("not of List");
        assertThat(error(call("Array.add", "left", List.of(1, 2), "right", List.of(1, 2, 3))))
                .isEqualTo("Array dimensions must match, but the arrays have the lengths [2] and [3].");
        assertThat(error(call("Array.get", "array", TABLE, "position", List.of(2, 0))))
                .isEqualTo("Array index 2 is out of range: axis 0 has the length 2.");
        assertThat(error(call("Array.project", "array", TABLE, "axes", List.of(0))))
                .contains("dropped axes must be at most length 1");
        assertThat(error(call("Array.matrixInverse", "input", List.of(List.of(1, 2), List.of(2, 4)))))
                .isEqualTo("Matrix is singular.");
        assertThat(error(call("Array.slice", "array", TABLE, "axis", 2)))
                .isEqualTo("The axis must be between 0 and 1. Found 2.");
    }

    @Test
    void an_array_that_is_too_large_is_refused_before_it_is_made() {
        ObjectNode line = call("Array.repeat", "array", List.of(1), "axis", 0, "copies", 2_000_000);
        assertThat(error(call("Array.repeat", "array", line, "axis", 0, "copies", 2_000_000)))
                .isEqualTo("User memory limit exceeded.");
        assertThat(error(call("Array.identity", "size", 2_000_000_000))).isEqualTo("User memory limit exceeded.");
        assertThat(error(call("Array.pad", "array", List.of(1), "lengths", List.of(2_000_000_000))))
                .isEqualTo("User memory limit exceeded.");
        ObjectNode wide = call("Array.repeat", "array", List.of(List.of(1)), "axis", 1, "copies", 1400);
        ObjectNode square = call("Array.repeat", "array", wide, "axis", 0, "copies", 1400);
        assertThat(error(call("Array.matrixPseudoInverse", "input", square))).isEqualTo("Computation timed out.");
    }
}
