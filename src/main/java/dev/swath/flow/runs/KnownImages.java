package dev.swath.flow.runs;

import dev.swath.ledger.BlankImage;
import dev.swath.ledger.KeptItem;
import dev.swath.ledger.KnownCloudShare;
import dev.swath.ledger.Ledger;
import dev.swath.ledger.StoredImage;
import dev.swath.run.Run;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the ledger knows of images, whichever run found it out. A ledger that fails, or was never made, knows nothing. */
public final class KnownImages {

    private final OpenLedger ledger;
    private final BiConsumer<String, Consumer<Ledger>> notes;

    /**
     * @param ledger to ask
     * @param notes takes what a run, named by its id, writes into the ledger
     */
    KnownImages(OpenLedger ledger, BiConsumer<String, Consumer<Ledger>> notes) {
        this.ledger = ledger;
        this.notes = notes;
    }

    /** Notes that an image is in its file, or that it was found there. */
    public void stored(Run run, StoredImage image) {
        notes.accept(run.id(), books -> books.storedImages().put(image));
    }

    /** What is in a file of an output. */
    public Optional<StoredImage> find(String output, String file) {
        return ledger.askIfMade(books -> books.storedImages().find(output, file))
                .flatMap(Function.identity());
    }

    /** Notes that an image has no data in the area. */
    public void blank(Run run, BlankImage image) {
        notes.accept(run.id(), books -> books.blankImages().put(image));
    }

    /** Whether an image was found blank with the same settings. */
    public boolean isBlank(String fingerprint) {
        return ledger.askIfMade(books -> books.blankImages().has(fingerprint)).orElse(false);
    }

    /** Notes the STAC Item of an image in an output that can't be read. */
    public void described(Run run, KeptItem item) {
        notes.accept(run.id(), books -> books.items().put(item));
    }

    /** Notes how cloudy an image is over an area. */
    public void cloudShare(Run run, KnownCloudShare share) {
        notes.accept(run.id(), books -> books.cloudShares().put(share));
    }

    /** How cloudy an image is over an area. */
    public Optional<KnownCloudShare> cloudShare(String fingerprint) {
        return ledger.askIfMade(books -> books.cloudShares().find(fingerprint)).flatMap(Function.identity());
    }
}
