package io.btautomations.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.braintrust.TransactionId;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.source.setting.BraintrustSettings;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.StepHarness;
import io.btautomations.core.testkit.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that are asked to read again. */
class RewindTest {

    private static final Instant START = VirtualClock.START;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "beginning,                   beginning",
        "' 2026-01-31T00:00:00Z ',    2026-01-31T00:00:00Z",
        "2026-01-31T01:00:00+01:00,   2026-01-31T00:00:00Z",
        "1000196942215778304,         1000196942215778304",
    })
    void aPointIsTheBeginningATimeOrATransaction(String text, String normal) throws SettingFormatException {
        assertThat(Rewind.parse(text)).hasToString(normal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-01-31", "2026-01-31T00:00:00", "12", "99999999999999999999", "now"})
    void nothingElseIs(String text) {
        assertThatThrownBy(() -> Rewind.parse(text))
                .isInstanceOf(SettingFormatException.class)
                .hasMessage("'beginning', a time such as '2026-01-31T00:00:00Z', or an _xact_id such as "
                        + "'1000196942215778304'");
    }

    @Test
    void filesAreReadAgainFromTheBeginningInANewGeneration() throws Exception {
        StepHarness host = files();
        write("a.jsonl", "{\"id\":\"1\"}\n", START.minusSeconds(100));
        assertThat(host.trigger()).isEqualTo(Progress.DONE);
        String first = host.state().entries().get("generation");
        rewind(host, "beginning");
        host.trigger();
        assertThat(rows(host)).containsExactly("{\"id\":\"1\"}", "{\"id\":\"1\"}");
        Map<String, String> state = host.state().entries();
        assertThat(state.get("generation")).isNotEqualTo(first);
        assertThat(state)
                .containsEntry("supersedes.generation", first)
                .containsEntry("supersedes.from", "00000000000000000002")
                .doesNotContainKey("rewind.to");
        assertThat(host.events().infos().toString())
                .contains("Rewound to beginning: generation ", " supersedes " + first);

        host.clock().advance(Duration.ofMinutes(1));
        host.restart();
        host.trigger();
        assertThat(rows(host)).as("once, not each time").hasSize(2);
        assertThat(host.state().entries()).containsEntry("supersedes.generation", first);
    }

    @Test
    void ofFilesThoseAreReadAgainThatWereWrittenToSince() throws Exception {
        StepHarness host = files();
        write("old.jsonl", "{\"id\":\"1\"}\n", START.minusSeconds(1000));
        write("new.jsonl", "{\"id\":\"2\"}\n", START.minusSeconds(100));
        host.trigger();
        host.takeOutput(ScheduledBtqlQueryStep.SUCCESS);
        rewind(host, START.minusSeconds(500).toString());
        host.trigger();
        assertThat(rows(host)).containsExactly("{\"id\":\"2\"}");
        write("old.jsonl", "{\"id\":\"1\"}\n{\"id\":\"3\"}\n", START);
        host.clock().advance(Duration.ofMinutes(1));
        host.trigger();
        assertThat(rows(host))
                .as("the old file goes on where it ended")
                .containsExactly("{\"id\":\"2\"}", "{\"id\":\"3\"}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLiveLogIsReadAgainFromAPoint(boolean byTime) throws Exception {
        LiveLog log = new LiveLog();
        FakeBraintrust[] api = new FakeBraintrust[1];
        StepHarness host = StepHarness.of(ScheduledBtqlQueryStep.describe(context -> api[0]));
        api[0] = new FakeBraintrust(log, host.clock());
        host.set(SourceSettings.LOG_SOURCE, "Braintrust API")
                .set(BraintrustSettings.API_KEY, "sk-secret")
                .set(SourceSettings.PROJECT_ID, "proj")
                .set(SourceSettings.START_POSITION, "Beginning");
        log.write("r1", "r1", "\"input\":1", START.minusSeconds(300), Duration.ZERO);
        log.write("r2", "r2", "\"input\":2", START.minusSeconds(200), Duration.ZERO);
        log.write("r3", "r3", "\"input\":3", START.minusSeconds(100), Duration.ZERO);
        host.trigger();
        assertThat(rows(host)).hasSize(3);
        Instant point = START.minusSeconds(200);
        rewind(host, byTime ? point.toString() : TransactionId.firstOf(point).toString());
        host.clock().advance(Duration.ofSeconds(10));
        host.trigger();
        assertThat(rows(host).subList(3, rows(host).size()))
                .extracting(row -> row.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"))
                .containsExactly("r2", "r3");
    }

    @Test
    void aWishInThePlaceOfAWishSupersedesTheSameGeneration() throws SettingFormatException {
        Map<String, String> state = Map.of("v", "1", "generation", "G", "sequence", "00000000000000000004");
        Map<String, String> first = Rewind.parse("beginning").inPlaceOf(state);
        assertThat(Rewind.parse("1000196942215778304").inPlaceOf(first))
                .containsEntry("rewind.to", "1000196942215778304")
                .containsEntry("supersedes.generation", "G")
                .containsEntry("supersedes.from", "00000000000000000005");
        assertThat(Rewind.parse("beginning").inPlaceOf(Map.of()))
                .as("nothing was read, so nothing is superseded")
                .containsOnlyKeys("v", "rewind.to");
    }

    @Test
    void aGenerationThatIsSetCannotBeRewound() throws Exception {
        StepHarness host = files().set(SourceSettings.GENERATION, "01JH5Q3WZ8C4T6V9N2R7X0KDME");
        host.trigger();
        rewind(host, "beginning");
        assertThatThrownBy(host::trigger)
                .isInstanceOf(StepException.class)
                .hasMessageContaining("so no new one can begin to rewind: clear the setting");
    }

    private StepHarness files() throws IOException {
        return StepHarness.of(ScheduledBtqlQueryStep.DESCRIPTOR)
                .set(SourceSettings.PATHS, directory.toRealPath() + "/*.jsonl")
                .set(SourceSettings.START_POSITION, "Beginning");
    }

    private void write(String name, String text, Instant modified) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private static void rewind(StepHarness host, String point) throws SettingFormatException {
        host.state().overwrite(Rewind.parse(point).inPlaceOf(host.state().entries()));
        host.restart();
    }

    private static List<String> rows(StepHarness host) {
        return Deliveries.of(host.output(ScheduledBtqlQueryStep.SUCCESS)).rows();
    }
}
