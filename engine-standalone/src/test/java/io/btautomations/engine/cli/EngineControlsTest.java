package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.observe.LogJournal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineControlsTest {

    private final List<BoundAutomation> running = new ArrayList<>(List.of(automation("Alert")));
    private int binds;

    @Test
    void testsWhatRunsAtTheMoment() throws IOException {
        EngineControls controls = new EngineControls(() -> List.copyOf(running), this::bind, new LogJournal());
        assertThat(binds)
                .as("what runs is tested, whatever becomes of its files")
                .isEqualTo(1);
        assertThat(controls.test("Alert").sentence()).isEqualTo("no row to test with");
        assertThat(binds).isEqualTo(1);

        running.set(0, automation("Alarm"));
        assertThat(controls.automations()).extracting(BoundAutomation::name).containsExactly("Alarm");
        controls.test("Alarm");
        controls.test("Alarm");
        assertThat(binds).isEqualTo(2);
    }

    @Test
    void filesThatAreGoneAreTheOutcome() throws IOException {
        EngineControls controls = new EngineControls(
                () -> List.copyOf(running),
                () -> {
                    if (binds++ > 0) {
                        throw new IOException("the file is gone");
                    }
                    return List.copyOf(running);
                },
                new LogJournal());
        running.clear();
        assertThat(controls.test("Alert").succeeded()).isFalse();
        assertThat(controls.test("Alert").sentence()).isEqualTo("the file is gone");
    }

    private List<BoundAutomation> bind() {
        binds++;
        return List.copyOf(running);
    }

    private static BoundAutomation automation(String name) {
        return new BoundAutomation(name, "flow.json", List.of(), List.of(), List.of(), "");
    }
}
