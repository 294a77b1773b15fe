package dev.swath.it;

import dev.swath.Slow;
import dev.swath.it.ClusterProof.Part;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of two schedulers and three workers that loses each of its parts once. */
@Slow(
        "Two schedulers and three workers complete a run of 300 images once and right while each part of the cluster is killed in turn.")
@Timeout(900)
class ClusterProofIT {

    @TempDir
    private Path folder;

    @Test
    void a_run_is_completed_once_and_right_though_each_part_of_the_cluster_is_killed_in_turn() throws Exception {
        ClusterProof.prepare(folder, 300, 17).withstands("cluster", List.of(Part.values()));
    }
}
