package io.btautomations.core.export;

import static io.btautomations.core.export.ExportHost.fragment;
import static io.btautomations.core.export.ExportHost.objects;
import static io.btautomations.core.export.ExportHost.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.objects.MemoryObjectStore;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.StepHarness;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever fails, and wherever: in the end the export is the one that nothing had disturbed. */
class ExportCrashTest {

    @Test
    void theExportIsTheSameWhereverItWasDisturbed() {
        Map<String, String> expected = run(new Failpoints());
        int injected =
                Failpoints.sweep(failpoints -> assertThat(run(failpoints)).isEqualTo(expected));
        assertThat(injected).isGreaterThan(100);
    }

    private static Map<String, String> run(Failpoints failpoints) {
        MemoryObjectStore.Bucket bucket = new MemoryObjectStore.Bucket();
        try (StepHarness host = ExportHost.of(bucket, failpoints)) {
            host.set(ExportSettings.TARGET_SIZE, "60 B");
            host.set(ExportSettings.SUCCESS_MARKER, "true");
            host.enqueue(
                    row("a", "2026-01-01T00:00:00Z")
                            + row("b", "2026-01-02T00:00:00Z")
                            + row("c", "2026-01-01T00:00:00Z"),
                    fragment(1, 0, 2));
            host.enqueue(row("d", "2026-01-01T00:00:00Z"), fragment(1, 1, 2));
            host.enqueue("", fragment(2, 0, 1));
            host.triggerThroughFaults(4);
            assertThat(host.output(ExportToS3Step.SUCCESS)).hasSize(3);
            assertThat(host.waiting()).isEmpty();
        }
        return objects(bucket);
    }
}
