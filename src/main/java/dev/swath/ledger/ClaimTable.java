package dev.swath.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Which process works on which image: of several that share the ledger, one. A claim is held as long as it is renewed; it ends
 * with its lease, or as soon as it is seen that its process, on the machine that asks, is gone. Times are those of the
 * database, so that the clocks of machines do not matter.
 */
public final class ClaimTable {

    /** How long a claim is held without being renewed. */
    public static final Duration LEASE = Duration.ofMinutes(3);

    private static final String LEASE_END = "CURRENT_TIMESTAMP + INTERVAL '" + LEASE.toSeconds() + "' SECOND";
    private static final String OF_PROCESS = "host = ? AND process_id = ? AND process_started = ?";
    private static final int TRIES = 3;

    private final Database database;
    private final ProcessIdentity self = ProcessIdentity.current();

    ClaimTable(Database database) {
        this.database = database;
    }

    /**
     * Who has a claim.
     *
     * @param run id of its run
     * @param image what it works on
     * @param process where
     * @param leaseEnds until when, unless it is renewed
     * @param over whether that time has passed
     */
    private record Holder(String run, String image, ProcessIdentity process, Instant leaseEnds, boolean over) {

        boolean isGone(ProcessIdentity asking) {
            return over || process.host().equals(asking.host()) && !process.isAlive();
        }
    }

    /** A claim on a file, with who has it. */
    private record Left(String output, String file, Holder holder) {}

    /**
     * Takes a claim for this process.
     *
     * @return empty if it is ours now; else the id of the run that has it
     */
    public Optional<String> take(Claim claim) {
        for (int i = 0; i < TRIES; i++) {
            if (insert(claim)) {
                return Optional.empty();
            }
            List<Holder> holders = database.query(
                    "SELECT c.*, CASE WHEN lease_ends < CURRENT_TIMESTAMP THEN 1 ELSE 0 END AS is_over FROM claim c"
                            + " WHERE output = ? AND file = ?",
                    ClaimTable::read,
                    claim.output(),
                    claim.file());
            if (holders.isEmpty()) {
                // It was given back at this moment.
                continue;
            }
            Holder holder = holders.get(0);
            if (isOurs(holder, claim) || holder.isGone(self) && takeOver(claim, holder)) {
                return Optional.empty();
            }
            if (!holder.isGone(self)) {
                return Optional.of(holder.run());
            }
        }
        return Optional.of("unknown");
    }

    private boolean isOurs(Holder holder, Claim claim) {
        return holder.process().equals(self)
                && holder.run().equals(claim.run())
                && holder.image().equals(claim.image());
    }

    private boolean insert(Claim claim) {
        return database.insertIfAbsent(
                        "INSERT INTO claim (output, file, image, run, host, process_id, process_started, taken, lease_ends)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, CURRENT_TIMESTAMP, " + LEASE_END + ")",
                        claim.output(),
                        claim.file(),
                        claim.image(),
                        claim.run(),
                        self.host(),
                        self.id(),
                        self.started())
                > 0;
    }

    /** Of several that see it end, the first one gets it. */
    private boolean takeOver(Claim claim, Holder holder) {
        return database.update(
                        "UPDATE claim SET image = ?, run = ?, host = ?, process_id = ?, process_started = ?,"
                                + " taken = CURRENT_TIMESTAMP, lease_ends = " + LEASE_END
                                + " WHERE output = ? AND file = ? AND run = ? AND process_id = ? AND lease_ends = ?",
                        claim.image(),
                        claim.run(),
                        self.host(),
                        self.id(),
                        self.started(),
                        claim.output(),
                        claim.file(),
                        holder.run(),
                        holder.process().id(),
                        holder.leaseEnds())
                > 0;
    }

    /** Gives back the claims that have ended without being given back: their processes are gone, or were cut off. */
    public void releaseEnded() {
        database
                .query(
                        "SELECT c.*, CASE WHEN lease_ends < CURRENT_TIMESTAMP THEN 1 ELSE 0 END AS is_over FROM claim c",
                        row -> new Left(row.getString("output"), row.getString("file"), read(row)))
                .stream()
                .filter(left -> left.holder().isGone(self))
                .forEach(this::releaseEnded);
    }

    /** One that somebody takes, or renews, at this moment stays. */
    private void releaseEnded(Left left) {
        database.update(
                "DELETE FROM claim WHERE output = ? AND file = ? AND run = ? AND process_id = ? AND lease_ends = ?",
                left.output(),
                left.file(),
                left.holder().run(),
                left.holder().process().id(),
                left.holder().leaseEnds());
    }

    /** The processes that hold claims, those that are gone included. */
    public List<ProcessIdentity> holders() {
        return database.query("SELECT DISTINCT host, process_id, process_started FROM claim", ClaimTable::process);
    }

    /** Holds a claim for another lease; whether it was still ours. */
    public boolean renew(Claim claim) {
        return database.update(
                        "UPDATE claim SET lease_ends = " + LEASE_END + " WHERE output = ? AND file = ? AND run = ? AND "
                                + OF_PROCESS,
                        claim.output(),
                        claim.file(),
                        claim.run(),
                        self.host(),
                        self.id(),
                        self.started())
                > 0;
    }

    /** Gives a claim back; one that has become another's is left alone. */
    public void release(Claim claim) {
        database.update(
                "DELETE FROM claim WHERE output = ? AND file = ? AND run = ? AND " + OF_PROCESS,
                claim.output(),
                claim.file(),
                claim.run(),
                self.host(),
                self.id(),
                self.started());
    }

    private static Holder read(ResultSet row) throws SQLException {
        return new Holder(
                row.getString("run"),
                row.getString("image"),
                process(row),
                instant(row, "lease_ends"),
                row.getInt("is_over") == 1);
    }

    private static ProcessIdentity process(ResultSet row) throws SQLException {
        return new ProcessIdentity(row.getString("host"), row.getLong("process_id"), instant(row, "process_started"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
