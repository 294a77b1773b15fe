package dev.swath.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** A few connections to the ledger's database, with a time limit on every statement. */
final class Database implements Closeable {

    private static final int CONNECTIONS = 4;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration STATEMENT = Duration.ofSeconds(20);
    private static final int CHECK_SECONDS = 2;
    /** Makes an object from a row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final LedgerUrl url;
    private final HikariDataSource pool;

    private Database(LedgerUrl url, HikariDataSource pool) {
        this.url = url;
        this.pool = pool;
    }

    /**
     * Connects.
     *
     * @throws RuntimeException if there is no connection within the time limit; its message may repeat the URL
     */
    static Database connect(LedgerUrl url) {
        return new Database(url, pool(url, "swath-ledger", CONNECTIONS));
    }

    /** So many connections, of which each ends with a failure where the database does not answer in time. */
    static HikariDataSource pool(LedgerUrl url, String name, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url.jdbc());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT.toMillis());
        config.setValidationTimeout(CONNECT.toMillis() / 2);
        url.user().ifPresent(config::setUsername);
        url.password().ifPresent(config::setPassword);
        if (url.isH2()) {
            config.setUsername(url.user().orElse("sa"));
        } else {
            // The URL's own parameters take precedence over these.
            config.addDataSourceProperty("connectTimeout", String.valueOf(CONNECT.toSeconds()));
            config.addDataSourceProperty(
                    "socketTimeout", String.valueOf(STATEMENT.plus(CONNECT).toSeconds()));
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("ApplicationName", "swath");
        }
        return new HikariDataSource(config);
    }

    /** Whether there is no table in an H2 database. */
    boolean isEmpty() {
        return query("SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC' LIMIT 1", row -> row)
                .isEmpty();
    }

    DataSource source() {
        return pool;
    }

    /**
     * Changes rows.
     *
     * @param values of the statement's parameters: text, numbers, booleans, instants, optionals of them
     * @return how many rows were changed
     */
    int update(String sql, Object... values) {
        return statement(sql, values, LedgerFile::isDamage, PreparedStatement::executeUpdate);
    }

    /** Reads rows. */
    <T> List<T> query(String sql, RowReader<T> reader, Object... values) {
        return statement(sql, values, this::isDamageRead, prepared -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet result = prepared.executeQuery()) {
                while (result.next()) {
                    rows.add(row(reader, result));
                }
            }
            return rows;
        });
    }

    /** A row of a damaged file may lack what none lacks, or hold words that are no names of anything. */
    private static <T> T row(RowReader<T> reader, ResultSet result) throws SQLException {
        try {
            return reader.read(result);
        } catch (RuntimeException e) {
            throw new SQLException("a row can't be read: " + e.getMessage(), SqlState.UNREADABLE, e);
        }
    }

    /** Inserts a row, unless there is one with its key already. */
    int insertIfAbsent(String sql, Object... values) {
        return statement(sql, values, LedgerFile::isDamage, prepared -> {
            try {
                return prepared.executeUpdate();
            } catch (SQLException e) {
                if (SqlState.isTaken(e)) {
                    return 0;
                }
                throw e;
            }
        });
    }

    /** Reads and changes rows; all changes are committed together, or none. */
    <T> T transaction(Transaction.Work<T> work) {
        return attempt(LedgerFile::isDamage, connection -> {
            connection.setAutoCommit(false);
            try {
                T done = work.in(new Transaction(connection));
                connection.commit();
                return done;
            } finally {
                if (!connection.isClosed()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        });
    }

    /** Executes a statement whose parameters are set. */
    @FunctionalInterface
    private interface Work<T> {
        T with(PreparedStatement prepared) throws SQLException;
    }

    /** Does something with a connection. */
    @FunctionalInterface
    private interface Use<T> {
        T of(Connection connection) throws SQLException;
    }

    private <T> T statement(String sql, Object[] values, Predicate<SQLException> damage, Work<T> work) {
        return attempt(damage, connection -> {
            try (PreparedStatement prepared = prepare(connection, sql, values)) {
                return work.with(prepared);
            }
        });
    }

    /** A statement with a time limit and the values of its parameters. */
    static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(sql);
        try {
            prepared.setQueryTimeout((int) STATEMENT.toSeconds());
            set(prepared, values);
            return prepared;
        } catch (SQLException | RuntimeException e) {
            prepared.close();
            throw e;
        }
    }

    private <T> T attempt(Predicate<SQLException> damage, Use<T> use) {
        try {
            Optional<T> done = tryOnce(use);
            // Every write can safely be repeated, so a lost connection is worth another attempt.
            return done.isPresent() ? done.get() : tryOnce(use).orElseThrow(Database::lost);
        } catch (SQLException e) {
            throw new LedgerException(
                    url.withoutItsSecrets(String.valueOf(e.getMessage()).replaceAll("(?s); SQL statement:.*", "")),
                    damage.test(e) ? LedgerException.Kind.DAMAGE : SqlState.kind(e));
        }
    }

    private boolean isDamageRead(SQLException failure) {
        return url.h2File().isPresent() && (LedgerFile.isDamageRead(failure) || LedgerFile.lacksRow(failure));
    }

    /** Empty if the connection turned out to be lost. */
    private <T> Optional<T> tryOnce(Use<T> use) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            try {
                return Optional.of(use.of(connection));
            } catch (SQLException e) {
                if (connection.isValid(CHECK_SECONDS)) {
                    throw e;
                }
                pool.evictConnection(connection);
                pool.getHikariPoolMXBean().softEvictConnections();
                return Optional.empty();
            }
        }
    }

    static void set(PreparedStatement prepared, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            prepared.setObject(i + 1, plain(values[i]));
        }
    }

    private static SQLException lost() {
        return new SQLException("the connection to the database was lost twice");
    }

    /**
     * Instants as JDBC expects them, to the microsecond that both databases keep; text without characters that
     * PostgreSQL refuses.
     */
    private static Object plain(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Database::plain).orElse(null);
        }
        if (value instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        }
        return value instanceof String text ? text.replace("\0", "") : value;
    }

    @Override
    public void close() {
        pool.close();
    }
}
