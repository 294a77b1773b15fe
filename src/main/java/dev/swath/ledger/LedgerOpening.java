package dev.swath.ledger;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.swath.job.SettingException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the database of a ledger: makes its tables or brings them up to date, and sets a damaged file aside. */
final class LedgerOpening {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String BIND_ADDRESS = "h2.bindAddress";
    private static final int MOST_CAUSES = 5;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> GROUP = PosixFilePermissions.fromString("rwxrwx---");
    private static final Logger LOG = LoggerFactory.getLogger(LedgerOpening.class);
    private static final String SET_ASIDE =
            "the ledger {}: it was set aside as {}, and a new one is begun; images are recognised by their files";

    private LedgerOpening() {}

    /**
     * Opens it.
     *
     * @throws SettingException if its libraries are missing, it can't be reached, refuses the user, or has other contents than a ledger
     */
    static Database open(LedgerUrl url) {
        if (!url.isH2()) {
            PostgresLibraries.require(url);
        }
        try {
            if (url.isH2()) {
                prepareH2(url);
            }
            Optional<LedgerFile> file = url.h2File();
            return file.isPresent() ? openFile(url, file.get()) : connect(url);
        } catch (IOException | RuntimeException e) {
            throw new SettingException(
                    LedgerUrl.KEY, url.toString(), "can't be opened: " + causes(url, e) + "; " + remedy(url));
        }
    }

    private static Database openFile(LedgerUrl url, LedgerFile file) throws IOException {
        Optional<Object> identity = file.identity();
        Optional<Path> copy = file.mayBeCutOff() ? Optional.of(file.aside(Instant.now())) : Optional.empty();
        if (copy.isPresent()) {
            Files.copy(file.path(), copy.get());
        }
        try {
            return of(Database.connect(url), copy);
        } catch (RuntimeException e) {
            if (copy.isPresent()) {
                Files.deleteIfExists(copy.get());
            }
            if (!LedgerFile.isDamageRead(e)) {
                throw e;
            }
            setAside(file, identity);
            return connect(url);
        }
    }

    /** Where H2 has begun a new database in what was left of the old one, the copy is all there is of that. */
    private static void tellOfLoss(Optional<Path> copy, Database database) throws IOException {
        if (copy.isPresent()) {
            if (database.isEmpty()) {
                LOG.warn(SET_ASIDE, "is cut off", copy.get());
            } else {
                Files.delete(copy.get());
            }
        }
    }

    /**
     * Moves a damaged file out of the way.
     *
     * @throws SettingException if it can't be moved
     */
    static void setAside(LedgerUrl url) {
        url.h2File().ifPresent(file -> {
            try {
                setAside(file, file.identity());
            } catch (IOException e) {
                throw new SettingException(
                        LedgerUrl.KEY, url.toString(), "is damaged and can't be moved: " + e + "; " + remedy(url));
            }
        });
    }

    /** Another process may have been quicker: its new file is not touched. */
    private static void setAside(LedgerFile file, Optional<Object> identity) throws IOException {
        if (identity.isPresent() && file.is(identity)) {
            Path aside = file.aside(Instant.now());
            Files.move(file.path(), aside);
            LOG.warn(SET_ASIDE, "is damaged", aside);
        }
    }

    private static Database connect(LedgerUrl url) throws IOException {
        return of(Database.connect(url), Optional.empty());
    }

    private static Database of(Database database, Optional<Path> copy) throws IOException {
        try {
            tellOfLoss(copy, database);
            LedgerMigration.bringUpToDate(database);
            return database;
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Whoever can connect to H2's server may do what this process may: it listens to this machine only, and has its key in a
     * folder of ours. That is open to the group where the umask lets the group write, and to nobody else.
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
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(GROUP));
                if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.GROUP_WRITE)) {
                    Files.setPosixFilePermissions(folder, OWNER);
                }
            }
        }
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
}
