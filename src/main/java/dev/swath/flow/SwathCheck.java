package dev.swath.flow;

import org.apache.camel.health.HealthCheck;

/** A health check of Swath. It affects readiness only, since a restart would not help. */
abstract class SwathCheck implements HealthCheck {

    private final String id;
    private volatile boolean enabled = true;

    /**
     * @param id its name
     */
    SwathCheck(String id) {
        this.id = id;
    }

    @Override
    public final String getGroup() {
        return "swath";
    }

    @Override
    public final String getId() {
        return id;
    }

    @Override
    public final boolean isLiveness() {
        return false;
    }

    @Override
    public final boolean isEnabled() {
        return enabled;
    }

    @Override
    public final void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }
}
