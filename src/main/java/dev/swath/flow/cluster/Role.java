package dev.swath.flow.cluster;

/** What a process does of the work of a cluster. */
public enum Role {
    /** It starts runs, lists their images and sums them up. */
    SCHEDULER,
    /** It downloads images that schedulers list. */
    WORKER,
    /** It does both. */
    ALL
}
