package dev.swath.flow.jobs;

import dev.swath.job.Job;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * The times of a cron expression in a time zone. A time that occurs twice on a day, because clocks are set back, counts once: the
 * second time. A time that a day lacks, because clocks are set forward, is made up for at the moment of the change, which Quartz
 * itself does not do, unless the expression has a time soon after it anyway.
 */
public final class CronTimes {

    private static final int MOST_TRANSITIONS = 50;

    private final CronExpression regular;
    /** The same expression where no time is lacking. */
    private final CronExpression local;

    private final ZoneId zone;

    private CronTimes(CronExpression regular, CronExpression local, ZoneId zone) {
        this.regular = regular;
        this.local = local;
        this.zone = zone;
    }

    /**
     * The times of an expression.
     *
     * @throws IllegalArgumentException if it is not a Quartz cron expression
     */
    public static CronTimes of(String cron, ZoneId zone) {
        try {
            CronExpression regular = new CronExpression(cron);
            regular.setTimeZone(TimeZone.getTimeZone(zone));
            CronExpression local = new CronExpression(cron);
            local.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
            return new CronTimes(regular, local, zone);
        } catch (ParseException e) {
            throw new IllegalArgumentException(cron + " is not a Quartz cron expression", e);
        }
    }

    /** The times of a job; none if it has no schedule. */
    public static Optional<CronTimes> of(Job job) {
        return job.cron().map(cron -> of(cron, job.timeZone()));
    }

    /** The first time after an instant, if there is one. */
    public Optional<Instant> after(Instant instant) {
        Optional<Instant> next = regularAfter(instant);
        Instant from = instant;
        for (int i = 0; i < MOST_TRANSITIONS; i++) {
            ZoneOffsetTransition change = zone.getRules().nextTransition(from);
            if (change == null || next.isPresent() && !change.getInstant().isBefore(next.get())) {
                return next;
            }
            if (change.isGap() && isMissedIn(change)) {
                return Optional.of(change.getInstant());
            }
            from = change.getInstant();
        }
        return next;
    }

    /** The next times after an instant, in the time zone, such as {@code 2026-03-29T03:00+02:00}. */
    public List<String> next(Instant instant, int count) {
        List<String> times = new ArrayList<>();
        Optional<Instant> time = after(instant);
        while (time.isPresent() && times.size() < count) {
            times.add(time.get().atZone(zone).toOffsetDateTime().toString());
            time = after(time.get());
        }
        return times;
    }

    private Optional<Instant> regularAfter(Instant instant) {
        return Optional.ofNullable(regular.getTimeAfter(Date.from(instant))).map(Date::toInstant);
    }

    /** Whether the expression has a time that this change skips, and none as soon after it. */
    private boolean isMissedIn(ZoneOffsetTransition change) {
        Instant before = utc(change.getDateTimeBefore()).minusMillis(1);
        Optional<Instant> skipped =
                Optional.ofNullable(local.getTimeAfter(Date.from(before))).map(Date::toInstant);
        if (skipped.filter(time -> time.isBefore(utc(change.getDateTimeAfter())))
                .isEmpty()) {
            return false;
        }
        Duration gap = change.getDuration();
        return regularAfter(change.getInstant().minusMillis(1))
                .filter(time -> time.isBefore(change.getInstant().plus(gap)))
                .isEmpty();
    }

    private static Instant utc(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC);
    }
}
