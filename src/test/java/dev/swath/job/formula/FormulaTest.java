package dev.swath.job.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.job.formula.Formula.Binary;
import dev.swath.job.formula.Formula.BinaryFunction;
import dev.swath.job.formula.Formula.Constant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {

    private static final Map<String, Double> PIXEL = Map.of("a", 6.0, "b", 3.0, "B8A", 0.5, "with-dash", 2.0);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "1 ; 1",
                "1.5e3 ; 1500",
                ".5 ; 0.5",
                "a + b * 2 ; 12",
                "(a + b) * 2 ; 18",
                "a - b - 1 ; 2",
                "a / b / 2 ; 1",
                "2 ^ 3 ^ 2 ; 512",
                "-2 ^ 2 ; -4",
                "2 ^ -1 ; 0.5",
                "--a ; 6",
                "-a + b ; -3",
                "(a-b)/(a+b) ; 0.3333333333333333",
                "a > b ; 1",
                "a <= b ; 0",
                "a == 6 && b != 3 ; 0",
                "a == 6 || b != 3 ; 1",
                "!(a > b) ; 0",
                "a > b ? 10 : 20 ; 10",
                "a < b ? 10 : b < a ? 20 : 30 ; 20",
                "min(a, b, 1) ; 1",
                "max(a, b) ; 6",
                "abs(b - a) ; 3",
                "sqrt(4) ; 2",
                "log(exp(2)) ; 2",
                "B8A*'with-dash' ; 1",
            })
    void means_what_arithmetic_means(String text, double value) {
        assertThat(value(Formula.parse(text))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "(a-b | in column 5: the formula ends where ')' is expected",
                "a b | in column 3: there is 'b' where an operator is expected",
                "a + | in column 4: the formula ends where a band, a number or '(' is expected",
                "a = 1 | in column 3: '=' is not an operator; write ==",
                "a & b | in column 3: '&' is not an operator; write &&",
                "sin(a) | in column 1: 'sin' is not a function; write min, max, abs, sqrt, log or exp",
                "min(a) | in column 1: 'min' has one value; write two or more",
                "abs(a, b) | in column 1: 'abs' has 2 values; write one",
                "a ? b | in column 6: the formula ends where ':' is expected",
                "1e999 | in column 1: '1e999' is too large",
                "a # b | in column 3: '#' has no meaning",
                "'a | in column 1: a quote is not closed",
            })
    void says_in_which_column_a_formula_is_wrong(String text, String message) {
        assertThatThrownBy(() -> Formula.parse(text))
                .isInstanceOf(FormulaException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void a_formula_that_is_nested_or_long_beyond_reason_is_refused() {
        assertThatThrownBy(() -> Formula.parse("(".repeat(500))).hasMessageContaining("lie within each other");
        assertThatThrownBy(() -> Formula.parse("2" + "^2".repeat(300))).hasMessageContaining("powers follow");
        assertThatThrownBy(() -> Formula.parse("a" + "+a".repeat(5000))).hasMessageContaining("words");
        assertThat(Formula.parse("-".repeat(900) + "a").bandNames()).containsOnlyKeys("a");
    }

    @Test
    void names_its_bands_in_the_order_of_their_first_use() {
        assertThat(Formula.parse("2.5*(nir-red)/(nir+6*red-7.5*blue+1)").bandNames())
                .containsExactly(Map.entry("nir", 6), Map.entry("red", 10), Map.entry("blue", 30));
    }

    @Test
    void a_negative_number_is_a_number() {
        assertThat(Formula.parse("a + -2"))
                .isEqualTo(new Binary(BinaryFunction.ADD, new Formula.BandName("a", 1), new Constant(-2)));
    }

    private static double value(Formula formula) {
        if (formula instanceof Constant constant) {
            return constant.value();
        }
        if (formula instanceof Formula.BandName band) {
            return PIXEL.get(band.name());
        }
        if (formula instanceof Formula.Choice choice) {
            return value(choice.condition()) != 0 ? value(choice.whereTrue()) : value(choice.whereFalse());
        }
        if (formula instanceof Formula.Unary unary) {
            double of = value(unary.operand());
            return switch (unary.function()) {
                case NEGATE -> -of;
                case NOT -> of == 0 ? 1 : 0;
                case ABS -> Math.abs(of);
                case SQRT -> Math.sqrt(of);
                case LOG -> Math.log(of);
                case EXP -> Math.exp(of);
            };
        }
        Binary binary = (Binary) formula;
        double a = value(binary.left());
        double b = value(binary.right());
        return switch (binary.function()) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case POWER -> Math.pow(a, b);
            case LESS -> a < b ? 1 : 0;
            case LESS_OR_EQUAL -> a <= b ? 1 : 0;
            case GREATER -> a > b ? 1 : 0;
            case GREATER_OR_EQUAL -> a >= b ? 1 : 0;
            case EQUAL -> a == b ? 1 : 0;
            case NOT_EQUAL -> a != b ? 1 : 0;
            case AND -> a != 0 && b != 0 ? 1 : 0;
            case OR -> a != 0 || b != 0 ? 1 : 0;
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
        };
    }

    @Test
    void bands_of_a_job_are_ids_ready_made_names_and_definitions() {
        assertThat(BandDefinition.parseList("B8, ndvi ,x=min(B8,B4)/2, odd-1 "))
                .extracting(BandDefinition::name)
                .containsExactly("B8", "ndvi", "x", "odd-1");
        assertThat(BandDefinition.parseList("B8,x=min(B8,B4)").get(1).formula()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "B8,x=B8+*2 | in column 9: there is '*'",
                "B8,,B4 | in column 4: a band's name is missing",
                "B8,x=1+B8,x=B4 | in column 11: the band 'x' is there twice",
                "B8,B8,ndvi | in column 4: the band 'B8' is there twice",
                "B8,B8,x=B4+B8 | in column 4: the band 'B8' is there twice",
                "B8,x=1+2 | in column 4: the band 'x' is the same number everywhere",
                "2x=B8 | in column 1: '2x' can't be the name of a computed band",
                "a-b=B8 | in column 1: 'a-b' can't be the name",
                "B8,ndvi=(B8-B4/(B8+B4) | in column 23: the formula ends",
            })
    void says_in_which_column_of_all_bands_a_definition_is_wrong(String text, String message) {
        assertThatThrownBy(() -> BandDefinition.parseList(text)).hasMessageStartingWith(message);
    }

    @Test
    void ready_made_indices_are_named_in_lower_case() {
        assertThat(SpectralIndex.of("ndvi")).hasValue(SpectralIndex.NDVI);
        assertThat(SpectralIndex.of("NDVI")).isEmpty();
        assertThat(IntStream.range(0, SpectralIndex.values().length)
                        .mapToObj(i -> SpectralIndex.values()[i].id())
                        .collect(Collectors.joining(" ")))
                .isEqualTo("ndvi ndwi mndwi nbr ndsi evi savi".toLowerCase(Locale.ROOT));
    }
}
