package dev.swath.run;

/**
 * An image that was listed and that its run does not take up.
 *
 * @param image Earth Engine id of the image
 * @param reason why
 */
public record LeftOut(String image, Reason reason) {

    /** Why an image is left out. */
    public enum Reason {
        /** Its footprint covers too little of the area. */
        MIN_COVERAGE("covers too little of the area"),
        /** There is a better image of the same day and tile. */
        ONE_PER_DAY("has a better one of the same day and tile"),
        /** The run has as many images as it may take up. */
        MAX_IMAGES("is more than the run may take up");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** What is to be said of such an image, without its name. */
        public String text() {
            return text;
        }
    }
}
