package dev.swath.emulator.expression;

import dev.swath.emulator.array.Matrices;
import dev.swath.emulator.raster.ArrayValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Functions of matrices, which arrays and the pixels of images share. */
final class MatrixFunctions {

    /** A matrix of a matrix. */
    record Change(String description, UnaryOperator<ArrayValue> apply) {}

    /** A number of a matrix. */
    record Measure(String description, ToDoubleFunction<ArrayValue> apply) {}

    /** A matrix of two matrices. */
    record Pair(String description, BinaryOperator<ArrayValue> apply) {}

    /** Named matrices of a matrix. */
    record Decomposition(String description, List<String> parts, Function<ArrayValue, Map<String, ArrayValue>> apply) {}

    static final Map<String, Change> CHANGES = changes();
    static final Map<String, Measure> MEASURES = measures();
    static final Map<String, Pair> PAIRS = pairs();
    static final Map<String, Decomposition> DECOMPOSITIONS = decompositions();

    private MatrixFunctions() {}

    private static Map<String, Change> changes() {
        Map<String, Change> rows = new LinkedHashMap<>();
        rows.put("matrixDiagonal", new Change("The diagonal of a matrix in one column.", Matrices::diagonal));
        rows.put("matrixToDiag", new Change("The matrix whose diagonal is a column.", Matrices::toDiagonal));
        rows.put("matrixInverse", new Change("The inverse of a matrix.", Matrices::inverse));
        rows.put(
                "matrixPseudoInverse",
                new Change("The Moore-Penrose pseudoinverse of a matrix.", Matrices::pseudoInverse));
        return rows;
    }

    private static Map<String, Measure> measures() {
        Map<String, Measure> rows = new LinkedHashMap<>();
        rows.put("matrixFnorm", new Measure("The Frobenius norm of a matrix.", Matrices::frobeniusNorm));
        rows.put("matrixTrace", new Measure("The trace of a matrix.", Matrices::trace));
        rows.put("matrixDeterminant", new Measure("The determinant of a matrix.", Matrices::determinant));
        return rows;
    }

    private static Map<String, Pair> pairs() {
        Map<String, Pair> rows = new LinkedHashMap<>();
        rows.put("matrixMultiply", new Pair("The product A * B of two matrices.", Matrices::multiply));
        rows.put(
                "matrixSolve",
                new Pair("The x of A * x = B, by least squares if A has more rows than columns.", Matrices::solve));
        return rows;
    }

    private static Map<String, Decomposition> decompositions() {
        Map<String, Decomposition> rows = new LinkedHashMap<>();
        rows.put(
                "matrixCholeskyDecomposition",
                new Decomposition("L, for which L * L' is the matrix.", List.of("L"), Matrices::cholesky));
        rows.put(
                "matrixLUDecomposition",
                new Decomposition("L, U and P, for which P * matrix is L * U.", List.of("L", "U", "P"), Matrices::lu));
        rows.put(
                "matrixQRDecomposition",
                new Decomposition("Q and R, for which Q * R is the matrix.", List.of("Q", "R"), Matrices::qr));
        rows.put(
                "matrixSingularValueDecomposition",
                new Decomposition(
                        "U, S and V, for which U * S * V' is the matrix.", List.of("U", "S", "V"), Matrices::svd));
        return rows;
    }

    static void addTo(Algorithms table) {
        CHANGES.forEach(
                (name, row) -> table.add("Array." + name + "(Array input): Array", row.description(), a -> row.apply()
                        .apply(a.array("input"))));
        MEASURES.forEach(
                (name, row) -> table.add("Array." + name + "(Array input): Number", row.description(), a -> row.apply()
                        .applyAsDouble(a.array("input"))));
        PAIRS.forEach((name, row) ->
                table.add("Array." + name + "(Array left, Array right): Array", row.description(), a -> row.apply()
                        .apply(a.array("left"), a.array("right"))));
        DECOMPOSITIONS.forEach((name, row) -> table.add(
                "Array." + name + "(Array array): Dictionary<Object>",
                row.description(),
                a -> new TreeMap<String, Object>(row.apply().apply(a.array("array")))));
        table.add(
                "Array.identity(Integer size): Array",
                "A matrix with ones on its diagonal.",
                a -> Matrices.identity(a.integer("size")));
        table.add(
                "Array.eigen(Array input): Array",
                "The real eigenvalues of a matrix in descending order, each with its eigenvector after it.",
                a -> Matrices.eigen(a.array("input")));
    }
}
