package dev.swath.job.formula;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Ready-made computed bands: well-known indices of surface reflectance (0 to 1), by the common names of the bands they need.
 * A job names them in lower case, such as {@code ndvi}.
 */
public enum SpectralIndex {
    /** Normalized difference vegetation index; Rouse et al. 1974. */
    NDVI("(nir-red)/(nir+red)", true),
    /** Normalized difference water index; McFeeters 1996. */
    NDWI("(green-nir)/(green+nir)", true),
    /** Modified normalized difference water index; Xu 2006. */
    MNDWI("(green-swir1)/(green+swir1)", true),
    /** Normalized burn ratio; Key and Benson 2006. */
    NBR("(nir-swir2)/(nir+swir2)", true),
    /** Normalized difference snow index; Hall et al. 1995. */
    NDSI("(green-swir1)/(green+swir1)", true),
    /** Enhanced vegetation index with the coefficients of MODIS; Huete et al. 2002. */
    EVI("2.5*(nir-red)/(nir+6*red-7.5*blue+1)", false),
    /** Soil-adjusted vegetation index with L = 0.5; Huete 1988. */
    SAVI("1.5*(nir-red)/(nir+red+0.5)", false);

    private final String formula;
    private final boolean normalizedDifference;

    SpectralIndex(String formula, boolean normalizedDifference) {
        this.formula = formula;
        this.normalizedDifference = normalizedDifference;
    }

    /** The index that a job calls by this name, if there is one. */
    public static Optional<SpectralIndex> of(String name) {
        return Arrays.stream(values()).filter(index -> index.id().equals(name)).findFirst();
    }

    /** The name of its band, such as {@code ndvi}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The index by the common names of bands, in reflectance. */
    public Formula formula() {
        return Formula.parse(formula);
    }

    /** Whether it is (a - b) / (a + b) of two bands, and so the same for any factor of both. */
    public boolean isNormalizedDifference() {
        return normalizedDifference;
    }

    /** The common names of its bands, in the order of their first use. */
    public List<String> bands() {
        return List.copyOf(formula().bandNames().keySet());
    }
}
