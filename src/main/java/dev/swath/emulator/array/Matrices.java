package dev.swath.emulator.array;

import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.PixelType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.LUDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** Arithmetic of matrices, arrays of two dimensions, by the library that Earth Engine's descriptions name. */
public final class Matrices {

    /** Steps of arithmetic after which an operation, which nothing can stop, takes some seconds. */
    private static final double MOST_STEPS = 5e8;

    private Matrices() {}

    private static void checkSteps(double rows, double columns, double times) {
        if (rows * columns * times > MOST_STEPS) {
            throw ComputationException.timedOut();
        }
    }

    private static DMatrixRMaj matrix(ArrayValue array) {
        if (array.dimensions() != 2) {
            throw ComputationException.of("A matrix must have 2 dimensions. Found %d.", array.dimensions());
        }
        int rows = array.length(0);
        int columns = array.length(1);
        checkSteps(rows, columns, Math.min(rows, columns));
        return DMatrixRMaj.wrap(rows, columns, array.values().clone());
    }

    private static DMatrixRMaj square(ArrayValue array) {
        DMatrixRMaj matrix = matrix(array);
        if (matrix.numRows != matrix.numCols) {
            throw ComputationException.of("The matrix must be square. Its lengths are %s.", array.shape());
        }
        return matrix;
    }

    private static ArrayValue array(DMatrixRMaj matrix) {
        return new ArrayValue(
                PixelType.DOUBLE,
                List.of(matrix.numRows, matrix.numCols),
                Arrays.copyOf(matrix.data, matrix.getNumElements()));
    }

    private static ComputationException singular() {
        return ComputationException.of("Matrix is singular.");
    }

    /** Ones on the diagonal. */
    public static ArrayValue identity(int size) {
        if (size < 1) {
            throw ComputationException.of("The size of a matrix must be positive. Found %d.", size);
        }
        double[] values = new double[ArrayValue.size(List.of(size, size))];
        for (int i = 0; i < size; i++) {
            values[i * (size + 1)] = 1;
        }
        return new ArrayValue(PixelType.integer(0, 1), List.of(size, size), values);
    }

    /** The product of two matrices. */
    public static ArrayValue multiply(ArrayValue left, ArrayValue right) {
        DMatrixRMaj a = matrix(left);
        DMatrixRMaj b = matrix(right);
        if (a.numCols != b.numRows) {
            throw ComputationException.of(
                    "The first matrix must have as many columns as the second has rows. Got lengths %s and %s.",
                    left.shape(), right.shape());
        }
        List<Integer> shape = List.of(a.numRows, b.numCols);
        ArrayValue.size(shape);
        checkSteps(a.numRows, a.numCols, b.numCols);
        DMatrixRMaj product = new DMatrixRMaj(a.numRows, b.numCols);
        CommonOps_DDRM.mult(a, b, product);
        PixelType type = left.type().isInteger() && right.type().isInteger() ? PixelType.INT64 : PixelType.DOUBLE;
        return new ArrayValue(type, shape, array(product).values());
    }

    /** The x for which left times x is right, by least squares if there are more equations than unknowns. */
    public static ArrayValue solve(ArrayValue left, ArrayValue right) {
        DMatrixRMaj a = matrix(left);
        DMatrixRMaj b = matrix(right);
        if (a.numRows != b.numRows || a.numRows < a.numCols) {
            throw ComputationException.of(
                    "The matrices must have as many rows, and the first not fewer rows than columns. Got lengths %s and %s.",
                    left.shape(), right.shape());
        }
        DMatrixRMaj x = new DMatrixRMaj(a.numCols, b.numCols);
        if (!CommonOps_DDRM.solve(a, b, x) || MatrixFeatures_DDRM.hasUncountable(x)) {
            throw singular();
        }
        return array(x);
    }

    /** The inverse of a square matrix. */
    public static ArrayValue inverse(ArrayValue array) {
        DMatrixRMaj matrix = square(array);
        if (!CommonOps_DDRM.invert(matrix) || MatrixFeatures_DDRM.hasUncountable(matrix)) {
            throw singular();
        }
        return array(matrix);
    }

    /** The Moore-Penrose pseudoinverse. */
    public static ArrayValue pseudoInverse(ArrayValue array) {
        DMatrixRMaj matrix = matrix(array);
        DMatrixRMaj inverse = new DMatrixRMaj(matrix.numCols, matrix.numRows);
        CommonOps_DDRM.pinv(matrix, inverse);
        return array(inverse);
    }

    /** The determinant of a square matrix. */
    public static double determinant(ArrayValue array) {
        return CommonOps_DDRM.det(square(array));
    }

    /** The sum of the diagonal of a square matrix. */
    public static double trace(ArrayValue array) {
        return CommonOps_DDRM.trace(square(array));
    }

    /** The square root of the sum of the squares of all numbers. */
    public static double frobeniusNorm(ArrayValue array) {
        return NormOps_DDRM.normF(matrix(array));
    }

    /** The diagonal, as a matrix of one column. */
    public static ArrayValue diagonal(ArrayValue array) {
        DMatrixRMaj matrix = matrix(array);
        int size = Math.min(matrix.numRows, matrix.numCols);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = matrix.get(i, i);
        }
        return new ArrayValue(array.type(), List.of(size, 1), values);
    }

    /** The square matrix whose diagonal is a matrix of one column. */
    public static ArrayValue toDiagonal(ArrayValue array) {
        if (array.dimensions() != 2 || array.length(1) != 1) {
            throw ComputationException.of("The matrix must have one column. Its lengths are %s.", array.shape());
        }
        int size = array.length(0);
        double[] values = new double[ArrayValue.size(List.of(size, size))];
        for (int i = 0; i < size; i++) {
            values[i * (size + 1)] = array.values()[i];
        }
        return new ArrayValue(array.type(), List.of(size, size), values);
    }

    /** Real eigenvalues in descending order, one a row, each with its eigenvector after it. */
    public static ArrayValue eigen(ArrayValue array) {
        DMatrixRMaj matrix = square(array);
        int size = matrix.numRows;
        EigenDecomposition_F64<DMatrixRMaj> found = DecompositionFactory_DDRM.eig(size, true);
        decomposed(found.decompose(matrix));
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            DMatrixRMaj vector = found.getEigenVector(i);
            if (!found.getEigenvalue(i).isReal() || vector == null) {
                throw ComputationException.of("The matrix has eigenvalues that are not real.");
            }
            double[] row = new double[size + 1];
            row[0] = found.getEigenvalue(i).getReal();
            System.arraycopy(vector.data, 0, row, 1, size);
            rows.add(row);
        }
        rows.sort(Comparator.comparingDouble((double[] row) -> -row[0]));
        double[] values = rows.stream().flatMapToDouble(Arrays::stream).toArray();
        return new ArrayValue(PixelType.DOUBLE, List.of(size, size + 1), values);
    }

    private static void decomposed(boolean done) {
        if (!done) {
            throw ComputationException.of("The matrix can't be decomposed.");
        }
    }

    /** L of the decomposition of a symmetric positive-definite matrix into L and its transpose. */
    public static Map<String, ArrayValue> cholesky(ArrayValue array) {
        DMatrixRMaj matrix = square(array);
        CholeskyDecomposition_F64<DMatrixRMaj> found = DecompositionFactory_DDRM.chol(matrix.numRows, true);
        decomposed(found.decompose(matrix));
        return Map.of("L", array(found.getT(null)));
    }

    /** L, U and P of the decomposition of a square matrix, in which P times the matrix is L times U. */
    public static Map<String, ArrayValue> lu(ArrayValue array) {
        DMatrixRMaj matrix = square(array);
        LUDecomposition_F64<DMatrixRMaj> found = DecompositionFactory_DDRM.lu(matrix.numRows, matrix.numCols);
        decomposed(found.decompose(matrix));
        return new TreeMap<>(Map.of(
                "L",
                array(found.getLower(null)),
                "U",
                array(found.getUpper(null)),
                "P",
                array(found.getRowPivot(null))));
    }

    /** The orthogonal Q and the upper triangular R whose product is the matrix. */
    public static Map<String, ArrayValue> qr(ArrayValue array) {
        DMatrixRMaj matrix = matrix(array);
        QRDecomposition<DMatrixRMaj> found = DecompositionFactory_DDRM.qr(matrix.numRows, matrix.numCols);
        decomposed(found.decompose(matrix));
        return new TreeMap<>(Map.of("Q", array(found.getQ(null, false)), "R", array(found.getR(null, false))));
    }

    /** The orthogonal U and V and the diagonal S for which U S V' is the matrix. */
    public static Map<String, ArrayValue> svd(ArrayValue array) {
        DMatrixRMaj matrix = matrix(array);
        SingularValueDecomposition_F64<DMatrixRMaj> found =
                DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, true, true, false);
        decomposed(found.decompose(matrix));
        return new TreeMap<>(Map.of(
                "U", array(found.getU(null, false)),
                "S", array(found.getW(null)),
                "V", array(found.getV(null, false))));
    }
}
