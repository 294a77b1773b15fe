package dev.swath.cli;

import dev.swath.flow.ProcessSettings;
import dev.swath.ledger.Ledger;
import dev.swath.ledger.LedgerException;
import dev.swath.ledger.LedgerUrl;
import java.util.Optional;
import java.util.function.Function;

/** Reads the ledger that the settings name, without reading jobs or route files. */
final class LedgerReader {

    private final LedgerUrl place;

    LedgerReader(MergedSettings settings) {
        this.place = ProcessSettings.ledger(settings.reader());
    }

    /**
     * Reads something; empty if no run has created the ledger yet.
     *
     * @throws dev.swath.job.SettingException if the ledger can't be opened
     */
    <T> Optional<T> read(Function<Ledger, T> reading) {
        if (!place.exists()) {
            return Optional.empty();
        }
        try {
            return Optional.of(readOnce(reading));
        } catch (LedgerException e) {
            if (!e.isDamage()) {
                throw e;
            }
            Ledger.setAside(place);
            return Optional.of(readOnce(reading));
        }
    }

    private <T> T readOnce(Function<Ledger, T> reading) {
        try (Ledger ledger = Ledger.open(place)) {
            return reading.apply(ledger);
        }
    }

    /** The ledger's location, without its password. */
    @Override
    public String toString() {
        return place.toString();
    }
}
