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
        /** Too much of the area is cloudy in it. */
        MAX_CLOUD_IN_AREA("is cloudier over the area than max-cloud-in-area allows"),
        /** No pixel of it has data in the area, or what marks its clouds is not there yet. */
        CLOUDS_UNKNOWN("has no pixels in the area of which is known whether they are cloudy"),
        /** A composite of a period that goes on. */
        PERIOD_OPEN("is of a period that has not ended; composite.open=true composes it too"),
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
