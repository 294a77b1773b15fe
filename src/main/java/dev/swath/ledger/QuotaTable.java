package dev.swath.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntUnaryOperator;

/**
 * Who may have how many of the requests in flight that a project is granted. Each process has a share of its own, which ends with
 * its lease by the database's clock unless it is renewed. A share grows only into what nobody has: what the others have given up,
 * or had when their lease ended. So all shares together never exceed the whole, not even while they change.
 */
public final class QuotaTable {

    /** How long a share is held without being renewed. */
    public static final Duration LEASE = Duration.ofSeconds(60);

    private static final String LEASE_END = "CURRENT_TIMESTAMP + INTERVAL '" + LEASE.toSeconds() + "' SECOND";

    private final Database database;
    private final String self = nameOf(ProcessIdentity.current());

    QuotaTable(Database database) {
        this.database = database;
    }

    /**
     * What a process asks for.
     *
     * @param quota name of the whole, such as the id of a project
     * @param total requests in flight of the whole, at least 1; where processes differ, the fewest count
     * @param wanted most that this process could use
     */
    public record Demand(String quota, int total, int wanted) {}

    /**
     * What a process has.
     *
     * @param requests that it may have in flight from now on
     * @param total the whole that this is a part of
     */
    public record Grant(int requests, int total) {}

    private record Share(String worker, int total, int wanted, int granted) {}

    /**
     * Renews the share of this process, for another lease from now.
     *
     * @param lower called where the share shrinks: from its return on the process starts no request beyond its argument, and
     *     returns how many are in flight still. These stay its own until they have ended.
     */
    public Grant renew(Demand demand, IntUnaryOperator lower) {
        database.insertIfAbsent(
                "INSERT INTO quota (name) SELECT CAST(? AS VARCHAR) WHERE NOT EXISTS (SELECT 1 FROM quota WHERE name = ?)",
                demand.quota(),
                demand.quota());
        return database.transaction(statements -> {
            statements.query("SELECT name FROM quota WHERE name = ? FOR UPDATE", row -> row, demand.quota());
            statements.update(
                    "DELETE FROM quota_share WHERE quota = ? AND lease_ends < CURRENT_TIMESTAMP", demand.quota());
            List<Share> shares = statements.query(
                    "SELECT worker, total, wanted, granted FROM quota_share WHERE quota = ?",
                    row -> new Share(
                            row.getString("worker"), row.getInt("total"), row.getInt("wanted"), row.getInt("granted")),
                    demand.quota());
            return renew(statements, demand, shares, lower);
        });
    }

    private Grant renew(Transaction statements, Demand demand, List<Share> shares, IntUnaryOperator lower)
            throws SQLException {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        int total = demand.total();
        int others = 0;
        Optional<Share> before = Optional.empty();
        for (Share share : shares) {
            if (share.worker().equals(self)) {
                before = Optional.of(share);
            } else {
                wanted.put(share.worker(), share.wanted());
                total = Math.min(total, share.total());
                others += share.granted();
            }
        }
        wanted.put(self, demand.wanted());
        int fair = divide(total, wanted).get(self);
        int free = Math.max(0, total - others);
        int requests = Math.min(fair, free);
        int had = before.map(Share::granted).orElse(0);
        // Without a row nothing was granted, whatever this process believes.
        int used = requests < had || before.isEmpty() ? lower.applyAsInt(before.isEmpty() ? 0 : requests) : 0;
        write(statements, demand, before.isPresent(), Math.max(requests, used));
        return new Grant(requests, total);
    }

    private void write(Transaction statements, Demand demand, boolean there, int granted) throws SQLException {
        if (there) {
            statements.update(
                    "UPDATE quota_share SET total = ?, wanted = ?, granted = ?, lease_ends = " + LEASE_END
                            + " WHERE quota = ? AND worker = ?",
                    demand.total(),
                    demand.wanted(),
                    granted,
                    demand.quota(),
                    self);
        } else {
            statements.update(
                    "INSERT INTO quota_share (total, wanted, granted, quota, worker, lease_ends) VALUES (?, ?, ?, ?, ?, "
                            + LEASE_END + ")",
                    demand.total(),
                    demand.wanted(),
                    granted,
                    demand.quota(),
                    self);
        }
    }

    /** Equal parts, of which those who want less leave the rest to the others; everybody who calculates it gets the same. */
    static Map<String, Integer> divide(int total, Map<String, Integer> wanted) {
        Map<String, Integer> parts = new LinkedHashMap<>();
        List<Map.Entry<String, Integer>> modestFirst = wanted.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry::getKey, Comparator.naturalOrder()))
                .toList();
        int left = total;
        for (int i = 0; i < modestFirst.size(); i++) {
            int part = Math.min(modestFirst.get(i).getValue(), left / (modestFirst.size() - i));
            parts.put(modestFirst.get(i).getKey(), part);
            left -= part;
        }
        return parts;
    }

    /** Gives the share of this process back; it has no request in flight. */
    public void leave(String quota) {
        database.update("DELETE FROM quota_share WHERE quota = ? AND worker = ?", quota, self);
    }

    private static String nameOf(ProcessIdentity process) {
        return process.host() + " " + process.id() + " " + UUID.randomUUID();
    }
}
