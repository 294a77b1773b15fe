package dev.swath.flow;

import org.apache.camel.health.HealthCheck;

/** One of Swath's health checks: of readiness, since what it finds is mended by no restart. */
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
