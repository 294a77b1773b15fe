package dev.swath.ledger;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.swath.job.SettingException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The database of runs, of the outcomes of their images, and of the stored files. Several threads and several processes
 * can use it at once; every call ends within a time limit, or with a {@link LedgerException}.
 */
public final class Ledger implements Closeable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String BIND_ADDRESS = "h2.bindAddress";
    private static final String MIGRATIONS = "dev/swath/ledger/migration";
    private static final int MOST_CAUSES = 5;

    private final Database database;
    private final RunRecords runs;
    private final OutcomeRecords outcomes;
    private final StoredImages storedImages;

    private Ledger(Database database) {
        this.database = database;
        this.runs = new RunRecords(database);
        this.outcomes = new OutcomeRecords(database);
        this.storedImages = new StoredImages(database);
    }

    /**
     * Opens the ledger, and creates its tables or brings them up to date.
     *
     * @throws SettingException if the database can't be reached, refuses the user, or has other contents than a ledger
     */
    public static Ledger open(LedgerUrl url) {
        try {
            if (url.isH2()) {
                prepareH2(url);
            }
            Database database = Database.connect(url);
            try {
                migrate(database);
                return new Ledger(database);
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw new SettingException(
                    LedgerUrl.KEY, url.toString(), "can't be opened: " + causes(url, e) + "; " + remedy(url));
        }
    }

    /**
     * Whoever can connect to H2's server can act as this process, so the server listens to this machine only, and its
     * key is in a private folder.
     */
    private static void prepareH2(LedgerUrl url) throws IOException {
        if (System.getProperty(BIND_ADDRESS) == null) {
            System.setProperty(BIND_ADDRESS, LOOPBACK);
        }
        if (url.file().isPresent()) {
            Path folder = url.file().get().getParent();
            if (!Files.exists(folder)
                    && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(folder.getParent());
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        }
    }

    private static void migrate(Database database) {
        Flyway.configure(Ledger.class.getClassLoader())
                .dataSource(database.source())
                .locations("classpath:" + MIGRATIONS)
                .table("swath_ledger_history")
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }

    private static String remedy(LedgerUrl url) {
        if (!url.isH2()) {
            return "check host, database, user and password, that the server runs, and that the schema is empty"
                    + " or a ledger";
        }
        return url.file()
                .map(file -> "if it is damaged move " + file + ".mv.db away; Swath recognises stored images by"
                        + " their files")
                .orElse("check the path, and that no other process has it open");
    }

    /** The causes of a failure, each once, without the password. */
    private static String causes(LedgerUrl url, Throwable failure) {
        Optional<Throwable> cause = Optional.of(failure);
        StringBuilder line = new StringBuilder();
        for (int depth = 0; cause.isPresent() && depth < MOST_CAUSES; depth++) {
            Throwable current = cause.get();
            String text = url.withoutItsSecrets(Optional.ofNullable(current.getMessage())
                    .orElse(current.getClass().getSimpleName()));
            cause = Optional.ofNullable(current.getCause());
            boolean wrapper = current instanceof FlywayException || current instanceof PoolInitializationException;
            if (line.indexOf(text) < 0 && !(wrapper && cause.isPresent())) {
                line.append(line.isEmpty() ? "" : ": ").append(text);
            }
        }
        return line.toString();
    }

    /** The runs. */
    public RunRecords runs() {
        return runs;
    }

    /** The outcomes of the images of each run. */
    public OutcomeRecords outcomes() {
        return outcomes;
    }

    /** The stored files. */
    public StoredImages storedImages() {
        return storedImages;
    }

    @Override
    public void close() {
        database.close();
    }
}
