package dev.swath.earthengine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionJsonTest {

    @Test
    void a_value_used_once_stands_where_it_is_used() {
        Raster band = Raster.load("a/b").select("B1");

        assertThat(ExpressionJson.of(band.node()).toString())
                .isEqualTo(
                        "{'result':'0','values':{'0':{'functionInvocationValue':{'functionName':'Image.select','arguments':{"
                                        .replace('\'', '"')
                                + "'input':{'functionInvocationValue':{'functionName':'Image.load','arguments':{'id':{'constantValue':'a/b'}}}},"
                                        .replace('\'', '"')
                                + "'bandSelectors':{'constantValue':['B1']}}}}}}".replace('\'', '"'));
    }

    @Test
    void equal_calls_are_written_once_under_a_key() {
        Raster a = Raster.load("x").select("B8");
        Raster again = Raster.load("x").select("B8");
        Raster other = Raster.load("x").select("B4");

        ObjectNode json = ExpressionJson.of(a.binary("subtract", other)
                .binary("divide", again.binary("add", other))
                .node());

        String text = json.toString();
        assertThat(text.split("Image.load", -1)).hasSize(2);
        assertThat(text.split("\"B8\"", -1)).hasSize(2);
        assertThat(json.get("values").size()).isEqualTo(4);
        json.get("values").fieldNames().forEachRemaining(key -> assertThat(key).containsOnlyDigits());
    }

    @Test
    void a_graph_that_shares_much_is_written_in_the_time_of_its_nodes() {
        Raster raster = Raster.load("x");
        for (int i = 0; i < 200; i++) {
            raster = raster.binary("add", raster);
        }

        assertThat(ExpressionJson.of(raster.node()).get("values").size()).isEqualTo(201);
    }

    @Test
    void whole_numbers_are_written_without_a_fraction() {
        assertThat(ExpressionJson.of(Raster.constant(-1).node()).toString()).contains("\"constantValue\":-1}");
        assertThat(ExpressionJson.of(Raster.constant(0.6).node()).toString()).contains("\"constantValue\":0.6}");
        assertThat(ExpressionJson.of(new Node.Items(List.of(Raster.load("x").node(), new Node.Constant(2))))
                        .toString())
                .contains("arrayValue");
    }
}
