package dev.swath.flow.download;

/** The image is in work already, in another process or another run. */
public final class ImageTakenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** About the file of this name. */
    ImageTakenException(String file) {
        super(file + " is in work in another run or process, which shares the work folder");
    }
}
