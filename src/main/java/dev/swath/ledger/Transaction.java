package dev.swath.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements that are committed together, or not at all. */
final class Transaction {

    private final Connection connection;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** What is done in a transaction; it may be done again where the connection was lost. */
    @FunctionalInterface
    interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    /** Changes rows, as {@link Database#update}. */
    int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement prepared = Database.prepare(connection, sql, values)) {
            return prepared.executeUpdate();
        }
    }

    /** Executes a statement once for each row of values of its parameters. */
    void update(String sql, List<Object[]> rows) throws SQLException {
        try (PreparedStatement prepared = Database.prepare(connection, sql)) {
            for (Object[] values : rows) {
                Database.set(prepared, values);
                prepared.addBatch();
            }
            prepared.executeBatch();
        }
    }

    /** Reads rows, as {@link Database#query}. */
    <T> List<T> query(String sql, Database.RowReader<T> reader, Object... values) throws SQLException {
        try (PreparedStatement prepared = Database.prepare(connection, sql, values);
                ResultSet result = prepared.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(reader.read(result));
            }
            return rows;
        }
    }
}
