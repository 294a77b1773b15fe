package dev.swath.emulator.expression;

import dev.swath.emulator.array.Matrices;
import dev.swath.emulator.raster.ArrayRaster;
import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.PixelType;
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
    private record Change(String description, UnaryOperator<ArrayValue> apply) {}

    /** A number of a matrix. */
    private record Measure(String description, ToDoubleFunction<ArrayValue> apply) {}

    /** A matrix of two matrices. */
    private record Pair(String description, BinaryOperator<ArrayValue> apply) {}

    /** Named matrices of a matrix. */
    private record Decomposition(
            String description, List<String> parts, Function<ArrayValue, Map<String, ArrayValue>> apply) {}

    private static final PixelType MATRIX = PixelType.DOUBLE.withDimensions(2);

    private static final Map<String, Change> CHANGES = changes();
    private static final Map<String, Measure> MEASURES = measures();
    private static final Map<String, Pair> PAIRS = pairs();
    private static final Map<String, Decomposition> DECOMPOSITIONS = decompositions();

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
        addImages(table);
        table.add(
                "Array.identity(Integer size): Array",
                "A matrix with ones on its diagonal.",
                a -> Matrices.identity(a.integer("size")));
        table.add(
                "Array.eigen(Array input): Array",
                "The real eigenvalues of a matrix in descending order, each with its eigenvector after it.",
                a -> Matrices.eigen(a.array("input")));
    }

    private static void addImages(Algorithms table) {
        CHANGES.forEach((name, row) -> table.add(
                "Image." + name + "(Image value): Image",
                "At each pixel: " + row.description(),
                a -> ImageArrayFunctions.changed(a, "value", type -> MATRIX, row.apply())));
        MEASURES.forEach((name, row) -> table.add(
                "Image." + name + "(Image value): Image",
                "At each pixel: " + row.description(),
                a -> measured(a.image("value"), row)));
        PAIRS.forEach((name, row) -> table.add(
                "Image." + name + "(Image image1, Image image2): Image",
                "At each pixel: " + row.description(),
                a -> Bands.paired(a.function(), a.image("image1"), a.image("image2"), (x, y) -> Bands.placed(x, y)
                        .with(MATRIX, ArrayRaster.arrays(ImageArrayFunctions.rasters(x, y), values -> row.apply()
                                .apply(values.get(0), values.get(1)))))));
        DECOMPOSITIONS.forEach((name, row) -> table.add(
                "Image." + name + "(Image image): Image",
                "At each pixel: " + row.description(),
                a -> decomposed(a.image("image"), row)));
        table.add(
                "Image.matrixIdentity(Integer size): Image",
                "A matrix with ones on its diagonal at each pixel.",
                a -> ImageValue.constant(Matrices.identity(a.integer("size"))));
    }

    private static ImageValue measured(ImageValue image, Measure row) {
        return image.computed(image.bands().stream()
                .map(band ->
                        band.with(PixelType.DOUBLE, ArrayRaster.numbers(List.of(band.raster()), values -> row.apply()
                                .applyAsDouble(values.get(0)))))
                .toList());
    }

    private static ImageValue decomposed(ImageValue image, Decomposition row) {
        Band matrix = image.first();
        return image.computed(row.parts().stream()
                .map(part -> matrix.with(MATRIX, ArrayRaster.arrays(List.of(matrix.raster()), values -> row.apply()
                                .apply(values.get(0))
                                .get(part)))
                        .named(part))
                .toList());
    }
}
