package dev.swath.ledger;

import dev.swath.job.SettingException;
import java.util.List;
import java.util.function.Predicate;

/** What a ledger in PostgreSQL needs beside what one machine comes with: the driver, and Flyway's part for this database. */
final class PostgresLibraries {

    private static final List<String> CLASSES =
            List.of("org.postgresql.Driver", "org.flywaydb.database.postgresql.PostgreSQLDatabaseType");

    private PostgresLibraries() {}

    /**
     * Checks that they are there before a connection is tried.
     *
     * @throws SettingException if one is missing, with what to do
     */
    static void require(LedgerUrl url) {
        require(url, PostgresLibraries::isThere);
    }

    static void require(LedgerUrl url, Predicate<String> isThere) {
        CLASSES.stream().filter(isThere.negate()).findFirst().ifPresent(missing -> {
            throw new SettingException(
                    LedgerUrl.KEY,
                    url.toString(),
                    "needs the libraries of PostgreSQL, and the class " + missing + " was not found; they come with"
                            + " ./mvnw -ntp -Pcluster -Dmaven.test.skip=true package; add org.postgresql:postgresql and"
                            + " org.flywaydb:flyway-database-postgresql where Swath is a part of another application");
        });
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, PostgresLibraries.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
