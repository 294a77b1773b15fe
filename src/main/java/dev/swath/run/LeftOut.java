package dev.swath.run;

/**
 * A listed image that its run does not download.
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
        /** The run already has as many images as it may download. */
        MAX_IMAGES("exceeds the number of images that a run may download");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The reason as it is shown, without the image's name. */
        public String text() {
            return text;
        }
    }
}
