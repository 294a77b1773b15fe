package dev.swath.ledger;

import dev.swath.job.SettingException;
import java.io.Closeable;

/**
 * The database of runs, of the outcomes of their images, and of the stored files. Several threads and several processes
 * can use it at once; every call ends within a time limit, or with a {@link LedgerException}.
 */
public final class Ledger implements Closeable {

    private final Database database;
    private final RunTable runs;
    private final OutcomeTable outcomes;
    private final StoredImageTable storedImages;
    private final BlankImageTable blankImages;
    private final CloudShareTable cloudShares;
    private final ClaimTable claims;
    private final ItemTable items;
    private final QuotaTable quotas;
    private final RunLeaseTable leases;
    private final SentImageTable sentImages;

    private Ledger(Database database) {
        this.database = database;
        this.runs = new RunTable(database);
        this.outcomes = new OutcomeTable(database);
        this.storedImages = new StoredImageTable(database);
        this.blankImages = new BlankImageTable(database);
        this.cloudShares = new CloudShareTable(database);
        this.claims = new ClaimTable(database);
        this.items = new ItemTable(database);
        this.quotas = new QuotaTable(database);
        this.leases = new RunLeaseTable(database);
        this.sentImages = new SentImageTable(database);
    }

    /**
     * Opens the ledger, and makes its tables or brings them up to date. A damaged H2 file is set aside with a warning, and a new
     * one is begun.
     *
     * @throws SettingException if the database can't be reached, refuses the user, or has other contents than a ledger
     */
    public static Ledger open(LedgerUrl url) {
        return new Ledger(LedgerOpening.open(url));
    }

    /**
     * Moves the damaged file of a ledger that was closed out of the way, so that the next opening begins a new one. Of a database
     * that is not in a file of this machine nothing is moved.
     *
     * @throws SettingException if it can't be moved
     */
    public static void setAside(LedgerUrl url) {
        LedgerOpening.setAside(url);
    }

    /** The runs. */
    public RunTable runs() {
        return runs;
    }

    /** The outcomes of the images of each run. */
    public OutcomeTable outcomes() {
        return outcomes;
    }

    /** The stored files. */
    public StoredImageTable storedImages() {
        return storedImages;
    }

    /** The images without data. */
    public BlankImageTable blankImages() {
        return blankImages;
    }

    /** How cloudy images are. */
    public CloudShareTable cloudShares() {
        return cloudShares;
    }

    /** Which process works on which image. */
    public ClaimTable claims() {
        return claims;
    }

    /** The STAC Items in outputs that can't be read. */
    public ItemTable items() {
        return items;
    }

    /** Which process may have how many of the requests of a project. */
    public QuotaTable quotas() {
        return quotas;
    }

    /** Which scheduler acts for which run. */
    public RunLeaseTable leases() {
        return leases;
    }

    /** The images that were sent to workers. */
    public SentImageTable sentImages() {
        return sentImages;
    }

    @Override
    public void close() {
        database.close();
    }
}
