package dev.swath.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
import org.h2.jdbc.JdbcException;
import org.h2.message.DbException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/**
 * The file of an H2 ledger: whether it is whole, and where it goes if it is not.
 *
 * @param path of the file, its ending included
 */
record LedgerFile(Path path) {

    private static final String ENDING = ".mv.db";

    /** What H2 says of a file that does not hold what it should; a file of a newer H2, and one that is in use, have codes of their own. */
    private static final Set<Integer> DAMAGE = Set.of(
            DataUtils.ERROR_FILE_CORRUPT,
            DataUtils.ERROR_CHUNK_NOT_FOUND,
            DataUtils.ERROR_BLOCK_NOT_FOUND,
            DataUtils.ERROR_TRANSACTION_CORRUPT,
            DataUtils.ERROR_SERIALIZATION);

    /** Classes of SQLSTATE: values out of range, and definitions of tables that do not parse or are not there. */
    private static final Set<String> BAD_CONTENT = Set.of("22", "42");

    /** Constants in definitions that are no text in hexadecimal. */
    private static final Set<Integer> BAD_TEXT = Set.of(ErrorCode.HEX_STRING_ODD_1, ErrorCode.HEX_STRING_WRONG_1);

    /** How H2 writes its definitions down: whatever of it is damaged, some of this is left. */
    private static final Pattern DEFINITION = Pattern.compile("^CREATE|^ALTER TABLE \"|\"PUBLIC\"[.]\"");

    private static final int SQLSTATE_CLASS = 2;

    private static final int MOST_CAUSES = 20;
    private static final int BLOCK = 4096;
    private static final Pattern LAST_CHUNK = Pattern.compile("\\bblock:([0-9a-f]{1,15})\\b");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The file of a database by the path in its URL. */
    static LedgerFile of(Path database) {
        return new LedgerFile(database.resolveSibling(database.getFileName() + ENDING));
    }

    /**
     * Whether a failure to read comes from a file of this process that does not hold what it should: values that are of no type
     * that they can be of, and what H2 itself does not expect, come from there, too.
     */
    static boolean isDamageRead(Throwable failure) {
        return isDamage(failure)
                || causes(failure)
                        .anyMatch(cause -> cause instanceof SQLException sql
                                && (isBadContent(sql)
                                        || sql.getErrorCode() == ErrorCode.GENERAL_ERROR_1
                                                && isUnexpected(sql.getCause())));
    }

    /**
     * Whether a query met an index that names a row which is not there: H2 waits for it, as if another transaction was about to
     * write it, and says in the end that it could not lock the table.
     */
    static boolean lacksRow(Throwable failure) {
        return causes(failure)
                .anyMatch(cause ->
                        cause instanceof DbException h2 && h2.getErrorCode() == ErrorCode.ROW_NOT_FOUND_IN_PRIMARY_INDEX
                                || cause instanceof SQLException sql
                                        && sql.getErrorCode() == ErrorCode.ROW_NOT_FOUND_IN_PRIMARY_INDEX);
    }

    /** Definitions that H2 keeps in the file are statements, which it runs when it opens it: none of ours begins like them. */
    private static boolean isBadContent(SQLException failure) {
        if (BAD_TEXT.contains(failure.getErrorCode())) {
            return true;
        }
        if (failure instanceof JdbcException h2
                && DEFINITION.matcher(String.valueOf(h2.getSQL())).find()) {
            return true;
        }
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        return state.length() >= SQLSTATE_CLASS && BAD_CONTENT.contains(state.substring(0, SQLSTATE_CLASS));
    }

    /** H2 throws these where it reads what it never writes, errors such as a stack that overflows among them. */
    private static boolean isUnexpected(Throwable cause) {
        return cause instanceof Error && !(cause instanceof OutOfMemoryError)
                || cause instanceof RuntimeException && !(cause instanceof MVStoreException);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES);
    }

    /** Whether a failure comes from a file of this process that does not hold what it should. */
    static boolean isDamage(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof MVStoreException store && DAMAGE.contains(store.getErrorCode())
                        || cause instanceof LedgerException ledger && ledger.isDamage());
    }

    /** What tells this file from one that takes its place; empty if it is not there. */
    Optional<Object> identity() throws IOException {
        return Files.exists(path)
                ? Optional.ofNullable(
                        Files.readAttributes(path, BasicFileAttributes.class).fileKey())
                : Optional.empty();
    }

    /**
     * Whether the file may have lost its end: then H2 begins a new database in it without a word. Its two headers tell in which
     * block the last piece begins that was there when they were written.
     */
    boolean mayBeCutOff() throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        long length = Files.size(path);
        byte[] headers;
        try (InputStream content = Files.newInputStream(path)) {
            headers = content.readNBytes(2 * BLOCK);
        }
        Matcher last = LAST_CHUNK.matcher(new String(headers, StandardCharsets.ISO_8859_1));
        boolean found = false;
        while (last.find()) {
            found = true;
            if (Long.parseLong(last.group(1), 16) >= length / BLOCK) {
                return true;
            }
        }
        return !found;
    }

    /** Whether it is still the one with this identity. */
    boolean is(Optional<Object> identity) throws IOException {
        return Objects.equals(identity(), identity);
    }

    /** Where it is put if it is damaged: beside its place, under a name with the time. */
    Path aside(Instant now) {
        String name = path.getFileName().toString();
        return path.resolveSibling(
                name.substring(0, name.length() - ENDING.length()) + "-damaged-" + TIME.format(now) + ENDING);
    }
}
