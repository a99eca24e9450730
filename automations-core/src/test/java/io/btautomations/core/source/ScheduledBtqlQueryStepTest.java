package io.btautomations.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import io.btautomations.core.identity.AutomationId;
import io.btautomations.core.parquet.ParquetSample;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.source.track.FileTracker;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.StepHarness;
import io.btautomations.core.testkit.VirtualClock;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduledBtqlQueryStepTest {

    private static final String GENERATION = "01JH5Q3WZ8C4T6V9N2R7X0KDME";

    @TempDir
    private Path temporary;

    private Path directory;
    private Path file;
    private StepHarness host;

    @BeforeEach
    void open() throws IOException {
        directory = temporary.toRealPath();
        file = directory.resolve("app.jsonl");
        host = host(new Failpoints());
    }

    private StepHarness host(Failpoints failpoints) {
        return StepHarness.of(ScheduledBtqlQueryStep.DESCRIPTOR, failpoints)
                .set(SourceSettings.PATHS, directory + "/*.jsonl")
                .set(SourceSettings.START_POSITION, "Beginning");
    }

    @Test
    void aRunCarriesWhoWhatAndWhen() throws Exception {
        append(file, rows(1, 3));
        host.set(SourceSettings.GENERATION, GENERATION)
                .set(SourceSettings.AUTOMATION_DESCRIPTION, "Low factuality")
                .set(SourceSettings.ORGANIZATION_ID, "org-1")
                .set(SourceSettings.PROJECT_NAME, "Chat");
        assertThat(host.trigger()).isEqualTo(Progress.DONE);

        MemoryItem item = onlyItem();
        assertThat(item.text()).isEqualTo(rows(1, 3));
        assertThat(item.attributes())
                .containsEntry("mime.type", "application/jsonl")
                .containsEntry("record.count", "3")
                .containsEntry(
                        "automation.id", AutomationId.of(Optional.empty(), "6f1c1d6e-0000-4000-8000-000000000001"))
                .containsEntry("automation.name", "Test group")
                .containsEntry("automation.description", "Low factuality")
                .containsEntry("automation.generation", GENERATION)
                .containsEntry("braintrust.org.id", "org-1")
                .containsEntry("braintrust.project.name", "Chat")
                .doesNotContainKey("braintrust.project.id")
                .doesNotContainKey("automation.is_test")
                .containsEntry("btql.cursor.start", "00000000000000000001")
                .containsEntry("btql.cursor.end", "00000000000000000002")
                .containsEntry("btql.window.end", "2026-01-02T03:04:05.678Z")
                .containsEntry("btql.run.last", "true")
                .containsEntry("btql.catching.up", "false")
                .containsEntry("btql.lag.seconds", "0")
                .containsEntry("fragment.identifier", item.get(Attributes.RUN_ID))
                .containsEntry("fragment.index", "0")
                .containsEntry("fragment.count", "1")
                .containsEntry("filename", "00000000000000000001-0.jsonl");
        assertThat(host.events().received())
                .hasSize(1)
                .allMatch(transit -> transit.uri().equals(file.toUri().toString()));
        assertThat(host.events().count(ScheduledBtqlQueryStep.ROWS)).isEqualTo(3);
        assertThat(host.events().count(ScheduledBtqlQueryStep.BYTES))
                .isEqualTo(rows(1, 3).length());
    }

    @Test
    void theStateTellsOfTheLastTwentyRunsAndOfEveryFile() throws Exception {
        append(file, rows(1, 2));
        for (int run = 1; run <= 25; run++) {
            host.trigger();
            host.clock().advance(Duration.ofMinutes(1));
        }
        Map<String, String> state = host.state().entries();
        assertThat(state)
                .containsEntry("v", "1")
                .containsEntry("sequence", "00000000000000000025")
                .containsEntry(
                        "run.00000000000000000006",
                        "rows=0 bytes=0 flowfiles=1"
                                + " window=2026-01-02T03:08:05.678Z/2026-01-02T03:09:05.678Z catching.up=false node=node-1")
                .doesNotContainKey("run.00000000000000000005");
        assertThat(state.keySet()).filteredOn(key -> key.startsWith("run.")).hasSize(SourceState.HISTORY);
        assertThat(state.get("file." + file)).startsWith("offset=" + rows(1, 2).length() + " size=");
    }

    @Test
    void startPositionNowLeavesOutWhatIsThere() throws Exception {
        append(file, rows(1, 2) + "{\"id\":3,");
        host.set(SourceSettings.START_POSITION, "Now").set(SourceSettings.ZERO_ROW_RUNS, "Skip");
        assertThat(host.trigger()).isEqualTo(Progress.IDLE);
        append(file, "\"late\":true}\n" + rows(4, 4));
        append(directory.resolve("new.jsonl"), rows(5, 5));
        host.trigger();
        assertThat(delivered()).containsExactly("{\"id\":3,\"late\":true}", "{\"id\":4}", "{\"id\":5}");
    }

    @Test
    void runsWithoutRowsAreSentOrSkipped() throws Exception {
        assertThat(host.trigger()).isEqualTo(Progress.DONE);
        assertThat(onlyItem().size()).isZero();
        assertThat(onlyItem().attributes())
                .containsEntry("btql.run.last", "true")
                .containsEntry("record.count", "0");

        host.set(SourceSettings.ZERO_ROW_RUNS, "Skip").restart();
        Map<String, String> before = host.state().entries();
        host.clock().advance(Duration.ofMinutes(1));
        assertThat(host.trigger()).isEqualTo(Progress.IDLE);
        assertThat(host.state().entries()).isEqualTo(before);
        append(file, rows(1, 1));
        host.clock().advance(Duration.ofMinutes(1));
        host.trigger();
        assertThat(host.output(ScheduledBtqlQueryStep.SUCCESS).get(1).attributes())
                .containsEntry("btql.window.start", "2026-01-02T03:04:05.678Z")
                .containsEntry("btql.window.end", "2026-01-02T03:06:05.678Z");
    }

    @Test
    void aBacklogIsReadInBoundedRuns() throws Exception {
        append(file, rows(1, 10));
        Files.setLastModifiedTime(file, FileTime.from(VirtualClock.START.minusSeconds(90)));
        host.set(SourceSettings.MAX_RUN_ROWS, "4").set(SourceSettings.ROWS_PER_FLOWFILE, "3");
        assertThat(host.trigger()).isEqualTo(Progress.MORE);
        assertThat(host.trigger()).isEqualTo(Progress.MORE);
        assertThat(host.trigger()).isEqualTo(Progress.DONE);
        List<MemoryItem> items = host.output(ScheduledBtqlQueryStep.SUCCESS);
        assertThat(items)
                .extracting(item -> item.get(Attributes.RECORD_COUNT))
                .containsExactly("3", "1", "3", "1", "2");
        assertThat(items)
                .extracting(item -> item.get(Attributes.CATCHING_UP))
                .containsExactly("true", "true", "true", "true", "false");
        assertThat(items)
                .extracting(item -> item.get(Attributes.LAG_SECONDS))
                .containsExactly("90", "90", "90", "90", "0");
        assertThat(delivered()).hasSize(10);
    }

    @Test
    void aRowLongerThanARunIsStillRead() throws Exception {
        String big = "{\"id\":1,\"text\":\"" + "x".repeat(200_000) + "\"}\n";
        append(file, big + rows(2, 2));
        host.set(SourceSettings.MAX_RUN_BYTES, "10 B");
        assertThat(host.trigger()).isEqualTo(Progress.MORE);
        assertThat(host.trigger()).isEqualTo(Progress.DONE);
        assertThat(delivered()).containsExactly(big.strip(), "{\"id\":2}");
    }

    @Test
    void aLastRowWithoutLineEndWaitsUntilItIsWholeAndTheFileRests() throws Exception {
        append(file, "{\"id\":1}\n{\"id\":2}");
        Files.setLastModifiedTime(file, FileTime.from(VirtualClock.START.minusSeconds(9)));
        host.trigger();
        assertThat(delivered()).containsExactly("{\"id\":1}");
        host.clock().advance(Duration.ofSeconds(1));
        host.trigger();
        assertThat(delivered()).containsExactly("{\"id\":1}", "{\"id\":2}");
        append(file, "\n{\"id\":3}\n{\"id\":");
        Files.setLastModifiedTime(file, FileTime.from(VirtualClock.START.minusSeconds(9)));
        host.clock().advance(Duration.ofHours(1));
        host.trigger();
        assertThat(delivered()).containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
        assertThat(host.events().count(ScheduledBtqlQueryStep.ROWS)).isEqualTo(3);
    }

    @Test
    void aByteOrderMarkAndBlankLinesAreNoRows() throws Exception {
        append(file, "\uFEFF{\"id\":1}\r\n\n  \t\r\n{\"id\":2}\r\n");
        host.trigger();
        assertThat(onlyItem().text()).isEqualTo("{\"id\":1}\r\n\n  \t\r\n{\"id\":2}\r\n");
        assertThat(onlyItem().get(Attributes.RECORD_COUNT)).isEqualTo("2");
    }

    @Test
    void aRotatedFileThatThePathsDoNotNameIsReadToItsEnd() throws Exception {
        append(file, rows(1, 2));
        host.trigger();
        append(file, rows(3, 4));
        Files.move(file, directory.resolve("app.jsonl.1"));
        append(file, rows(5, 5));
        host.trigger();
        assertThat(delivered()).containsExactly(rows(1, 5).split("\n"));
        append(directory.resolve("app.jsonl.1"), rows(9, 9));
        host.trigger();
        assertThat(delivered()).hasSize(5);
        assertThat(host.events().warnings()).isEmpty();
    }

    @Test
    void aReplacedFileIsReadFromItsBeginningAndSaidSo() throws Exception {
        append(file, rows(1, 3));
        host.trigger();
        Files.writeString(file, rows(4, 4));
        host.trigger();
        Files.writeString(file, rows(5, 9));
        host.trigger();
        assertThat(delivered()).containsExactly(rows(1, 9).split("\n"));
        assertThat(host.events().warnings())
                .containsExactly(
                        file + " was truncated or replaced. It is read from its beginning",
                        file + " was truncated or replaced. It is read from its beginning");
    }

    @Test
    void aFileThatComesBackIsNotReadTwice() throws Exception {
        append(file, rows(1, 3));
        host.trigger();
        Path away = temporary.resolve("elsewhere");
        Files.move(file, away);
        host.trigger();
        assertThat(host.state().entries().get("file." + file)).contains(" left=2026-01-02T03:04:05.678Z");
        Files.move(away, file);
        append(file, rows(4, 4));
        host.trigger();
        assertThat(delivered()).containsExactly(rows(1, 4).split("\n"));

        Files.delete(file);
        host.trigger();
        host.clock().advance(FileTracker.MEMORY.plusDays(1));
        host.trigger();
        assertThat(host.state().entries()).doesNotContainKey("file." + file);
    }

    @Test
    void anUnfinishedFileThatIsNotOnANewNodeStopsTheSource() throws Exception {
        append(file, rows(1, 10));
        host.set(SourceSettings.MAX_RUN_ROWS, "4");
        host.trigger();
        Files.delete(file);
        host.identity("6f1c1d6e-0000-4000-8000-000000000001", "Query", "Test group", "node-2")
                .restart();
        assertThatThrownBy(host::trigger)
                .isInstanceOf(StepException.class)
                .hasMessage(file + " was not read to its end and is not on this machine: in a cluster, Paths need a "
                        + "mount that all nodes share");
    }

    @Test
    void anUnfinishedFileThatIsDeletedIsReportedOnce() throws Exception {
        append(file, rows(1, 10));
        host.set(SourceSettings.MAX_RUN_ROWS, "4");
        host.trigger();
        Files.delete(file);
        host.trigger();
        host.trigger();
        assertThat(host.events().warnings()).containsExactly(file + " is gone; at least 55 bytes of it were not read");
    }

    @Test
    void anotherGenerationThanTheStatesIsRefused() throws Exception {
        host.trigger();
        String minted = host.state().entries().get("generation");
        host.set(SourceSettings.GENERATION, GENERATION).restart();
        assertThatThrownBy(host::trigger)
                .hasMessage("Generation is set to " + GENERATION + " but the state is of generation " + minted
                        + ": clear the state to start the new one, or the setting to go on");
        host.state().overwrite(Map.of());
        append(file, rows(1, 1));
        host.trigger();
        assertThat(host.state().entries()).containsEntry("generation", GENERATION);
        assertThat(delivered()).containsExactly("{\"id\":1}");
    }

    @Test
    void aStateOfAnotherVersionIsLeftAlone() {
        host.state().overwrite(Map.of("v", "2", "sequence", "x"));
        assertThatThrownBy(host::trigger)
                .hasMessage(
                        "The state is of version 2, this release reads version 1: use the release that wrote it, or "
                                + "clear the state to start a new generation");
        host.state().overwrite(Map.of("v", "1", "sequence", "x"));
        assertThatThrownBy(host::trigger)
                .hasMessage(
                        "The state cannot be read (entry 'generation' is missing): clear it to start a new generation");
    }

    @Test
    void anotherNodesRunIsNotOverwritten() throws Exception {
        append(file, rows(1, 2));
        host.trigger();
        append(file, rows(3, 4));
        host.failpoints().arm(2, Failpoints.Fault.CRASH);
        assertThat(host.triggerThroughFaults(1)).isEqualTo(Progress.DONE);
        assertThat(delivered()).containsExactly(rows(1, 4).split("\n"));
    }

    @Test
    void aRunIsNotSentWhileThereIsNoRoomForIt() throws Exception {
        append(file, rows(1, 2));
        host.full(ScheduledBtqlQueryStep.SUCCESS, true);
        assertThat(host.trigger()).isEqualTo(Progress.IDLE);
        assertThat(host.state().entries()).isEmpty();
    }

    /** A crash or a failure between any two steps: the same runs, byte for byte, as without it. */
    @Test
    void faultsAnywhereChangeNothing() throws Exception {
        append(file, rows(1, 7));
        append(directory.resolve("other.jsonl"), rows(8, 9));
        Set<String> expected = outcome(new Failpoints());
        int injected =
                Failpoints.sweep(failpoints -> assertThat(outcome(failpoints)).isEqualTo(expected));
        assertThat(injected).isGreaterThan(100);
    }

    private Set<String> outcome(Failpoints failpoints) {
        StepHarness faulty = host(failpoints)
                .set(SourceSettings.GENERATION, GENERATION)
                .set(SourceSettings.ROWS_PER_FLOWFILE, "2")
                .set(SourceSettings.MAX_RUN_ROWS, "4");
        faulty.triggerThroughFaults(4);
        Deliveries deliveries = Deliveries.of(faulty.output(ScheduledBtqlQueryStep.SUCCESS));
        deliveries.requireContiguousRuns();
        assertThat(deliveries.rows()).containsExactly(rows(1, 9).split("\n"));
        return deliveries.items().stream()
                .filter(item -> item.size() > 0)
                .map(item -> item.attributes() + item.text())
                .collect(Collectors.toSet());
    }

    /** Without a crash, a state store that fails after the delivery does not even cause a repetition. */
    @Test
    void aRunThatWasDeliveredIsOnlyRecordedAgain() throws Exception {
        append(file, rows(1, 2));
        host.trigger();
        host.takeOutput(ScheduledBtqlQueryStep.SUCCESS);
        append(file, rows(3, 4));
        List<String> passed = failpointsOfARun();
        int done = passed.lastIndexOf("state.replace, not done");
        assertThat(passed.get(done)).isEqualTo("state.replace, not done");

        append(file, rows(5, 6));
        long ioBefore = passed.subList(0, done).stream()
                .filter(site -> !site.equals("session.commit, done"))
                .count();
        host.failpoints().arm((int) ioBefore, Failpoints.Fault.FAILURE);
        host.trigger();
        assertThat(host.failpoints().hasFired()).isTrue();
        assertThat(host.events().errors()).hasSize(1);
        append(file, rows(7, 7));
        host.trigger();
        assertThat(host.output(ScheduledBtqlQueryStep.SUCCESS).stream()
                        .flatMap(item -> item.text().lines()))
                .containsExactly(rows(3, 7).split("\n"));
    }

    private List<String> failpointsOfARun() throws StepException {
        int before = host.failpoints().passed().size();
        host.trigger();
        List<String> passed = host.failpoints().passed();
        return passed.subList(before, passed.size());
    }

    @Test
    void aPlannedRangeThatIsGoneDoesNotStopTheSourceForGood() throws Exception {
        append(file, rows(1, 2));
        append(directory.resolve("other.jsonl"), rows(3, 4));
        host.failpoints().arm(8, Failpoints.Fault.CRASH);
        assertThatThrownBy(host::trigger).isInstanceOf(io.btautomations.core.testkit.Crash.class);
        assertThat(host.state().entries()).containsKey("planned.range");
        Files.delete(file);
        host.triggerThroughFaults(2);
        assertThat(delivered()).containsExactly(rows(3, 4).split("\n"));
        assertThat(host.events().errors())
                .containsExactly("Bytes 0 to 18 of " + file + " were planned to be read, but the file was deleted or "
                        + "changed before that was done; what it held is not repeated");
    }

    @Test
    void aPlannedRangeWhoseDirectoryIsOutOfReachWaitsForIt() throws Exception {
        Path mount = directory.resolve("mount");
        Path away = directory.resolve("away");
        Files.createDirectory(mount);
        append(mount.resolve("a.jsonl"), rows(1, 2));
        host.set(SourceSettings.PATHS, mount + "/*.jsonl");
        host.failpoints().arm(8, Failpoints.Fault.CRASH);
        assertThatThrownBy(host::trigger).isInstanceOf(io.btautomations.core.testkit.Crash.class);
        Files.move(mount, away);
        String message = "Bytes 0 to 18 of " + mount.resolve("a.jsonl") + " were planned to be read, but its directory "
                + "is gone or empty: bring it back, or put any file there to go on without these rows";
        assertThatThrownBy(host::trigger).isInstanceOf(StepException.class).hasMessage(message);
        Files.createDirectory(mount);
        assertThatThrownBy(host::trigger).hasMessage(message);
        Files.delete(mount);
        Files.move(away, mount);
        host.trigger();
        assertThat(delivered()).containsExactly(rows(1, 2).split("\n"));
        assertThat(host.events().errors()).isEmpty();
    }

    @Test
    void aMountThatIsLostForWeeksIsReadOnWhereItWasLeft() throws Exception {
        Path mount = directory.resolve("mount");
        Path away = directory.resolve("away");
        Files.createDirectory(mount);
        append(mount.resolve("a.jsonl"), rows(1, 2));
        host.set(SourceSettings.PATHS, mount.toString());
        host.trigger();
        Files.move(mount, away);
        for (int day = 0; day < 20; day++) {
            host.clock().advance(Duration.ofDays(1));
            host.trigger();
        }
        assertThat(host.state().entries().keySet()).noneMatch(key -> key.startsWith("file."));
        append(away.resolve("a.jsonl"), rows(3, 3));
        Files.move(away, mount);
        host.trigger();
        assertThat(delivered()).containsExactly(rows(1, 3).split("\n"));
        assertThat(host.events().warnings()).isEmpty();
    }

    @Test
    void aTestRunSendsTheNewestRowsAndMovesNothing() throws Exception {
        append(file, rows(1, 5));
        host.trigger();
        host.takeOutput(ScheduledBtqlQueryStep.SUCCESS);
        Map<String, String> before = host.state().entries();
        append(file, rows(6, 7));
        host.set(SourceSettings.MODE, "Test Run")
                .set(SourceSettings.TEST_ROWS, "3")
                .restart();
        assertThat(host.trigger()).isEqualTo(Progress.DONE);
        assertThat(onlyItem().text()).isEqualTo(rows(5, 7));
        assertThat(onlyItem().attributes())
                .containsEntry("automation.is_test", "true")
                .containsEntry("automation.generation", before.get("generation"))
                .containsEntry("btql.run.last", "true")
                .doesNotContainKey("btql.cursor.start");
        assertThat(host.state().entries()).isEqualTo(before);
    }

    @Test
    void verifyTellsWhatIsThereAndWhereTheNextRunBegins() throws Exception {
        assertThat(host.verify(Map.of()))
                .containsExactly(
                        CheckResult.failed(
                                "Find files",
                                "Paths match no file now; files that appear later will be read from their beginning"),
                        CheckResult.passed(
                                "Read checkpoint",
                                "There is no state yet: the first run begins at Start Position 'Beginning'"));
        append(file, rows(1, 2));
        host.trigger();
        Map<String, String> before = host.state().entries();
        append(file, "{\"id\":3,\"input\":\"x\"}\n");
        assertThat(host.verify(Map.of()))
                .containsExactly(
                        CheckResult.passed("Find files", "1 file with 39 bytes"),
                        CheckResult.passed("Count newest rows", "3 rows in the newest 64 MB"),
                        CheckResult.passed(
                                "Parse newest row", "The newest row in " + file.toUri() + " has the fields id, input"),
                        CheckResult.passed(
                                "Read checkpoint",
                                "The next run is 00000000000000000002, covers from 2026-01-02T03:04:05.678Z on and finds "
                                        + "21 bytes"));
        append(file, "[1]\n");
        assertThat(host.verify(Map.of()).get(2))
                .isEqualTo(CheckResult.failed(
                        "Parse newest row", "The newest row in " + file.toUri() + " is no JSON object"));
        assertThat(host.state().entries()).isEqualTo(before);
    }

    @Test
    void compressedFilesAreReadAsAWholeOnceTheyRest() throws Exception {
        compress(directory.resolve("a.jsonl.gz"), "\uFEFF" + rows(1, 3), 10);
        compress(directory.resolve("b.jsonl.zst"), rows(4, 5).strip(), 10);
        compress(directory.resolve("c.jsonl.gz"), rows(6, 6), 9);
        host.set(SourceSettings.PATHS, directory.toString());
        host.trigger();
        assertThat(onlyItem().text()).isEqualTo(rows(1, 5));
        assertThat(onlyItem().get(Attributes.RECORD_COUNT)).isEqualTo("5");
        host.clock().advance(Duration.ofSeconds(1));
        host.trigger();
        assertThat(delivered()).containsExactly(rows(1, 6).split("\n"));
        assertThat(host.verify(Map.of()))
                .extracting(CheckResult::explanation)
                .contains(
                        "6 rows in the newest 64 MB",
                        "The newest row in " + directory.resolve("c.jsonl.gz").toUri() + " has the fields id");
    }

    @Test
    void aCompressedFileIsNotSplitOverRuns() throws Exception {
        compress(directory.resolve("a.jsonl.gz"), rows(1, 300), 10);
        compress(directory.resolve("b.jsonl.gz"), rows(301, 400), 10);
        host.set(SourceSettings.PATHS, directory.toString()).set(SourceSettings.MAX_RUN_BYTES, "10 B");
        assertThat(host.trigger()).isEqualTo(Progress.MORE);
        assertThat(onlyItem().get(Attributes.RECORD_COUNT)).isEqualTo("300");
        assertThat(host.trigger()).isEqualTo(Progress.DONE);
        assertThat(delivered()).containsExactly(rows(1, 400).split("\n"));
    }

    @Test
    void whatIsAppendedToACompressedFileIsRead() throws Exception {
        Path packed = directory.resolve("a.jsonl.gz");
        compress(packed, rows(1, 2), 10);
        host.set(SourceSettings.PATHS, directory.toString());
        host.trigger();
        compress(packed, rows(3, 4), 10);
        host.trigger();
        assertThat(delivered()).containsExactly(rows(1, 4).split("\n"));
    }

    @Test
    void aRotatedAndCompressedFileIsReadOnFromWhereItWasLeft() throws Exception {
        append(file, rows(1, 2));
        host.trigger();
        compress(directory.resolve("app.jsonl.1.gz"), rows(1, 4), 10);
        Files.delete(file);
        append(file, rows(5, 5));
        host.trigger();
        assertThat(delivered()).containsExactly(rows(1, 5).split("\n"));
        assertThat(host.events().warnings()).isEmpty();
    }

    @Test
    void aNameThatIsTakenWhileItsOldFileIsStillBeingCompressedWaits() throws Exception {
        Path first = directory.resolve("app.jsonl.1");
        host.set(SourceSettings.PATHS, directory + "/*");
        append(file, rows(1, 2));
        host.trigger();
        Files.move(file, first);
        append(file, rows(3, 4));
        host.trigger();
        compress(directory.resolve("app.jsonl.1.gz"), rows(1, 2), 5);
        Files.move(file, first, StandardCopyOption.REPLACE_EXISTING);
        append(file, rows(5, 5));
        host.trigger();
        host.clock().advance(Duration.ofSeconds(10));
        host.trigger();
        assertThat(delivered()).containsExactly(rows(1, 5).split("\n"));
        assertThat(host.events().warnings()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsLeftOutAndSaidOnce() throws Exception {
        Path broken = directory.resolve("a.jsonl.gz");
        compress(broken, rows(1, 300), 10);
        byte[] whole = Files.readAllBytes(broken);
        Files.write(broken, Arrays.copyOf(whole, whole.length / 2));
        Files.setLastModifiedTime(broken, FileTime.from(VirtualClock.START.minusSeconds(60)));
        append(directory.resolve("b.xz"), "7zXZ");
        append(file, rows(301, 301));
        host.set(SourceSettings.PATHS, directory + "/*");
        host.trigger();
        host.trigger();
        assertThat(delivered()).containsExactly(rows(301, 301).strip());
        assertThat(host.events().warnings())
                .containsExactly(
                        directory + "/b.xz is left out: only JSON Lines, plain, .gz or .zst, and .parquet are read",
                        broken + " is left out until it changes, because it cannot be read: Unexpected end of ZLIB "
                                + "input stream");
        Files.write(broken, whole);
        Files.setLastModifiedTime(broken, FileTime.from(VirtualClock.START.minusSeconds(60)));
        host.trigger();
        assertThat(delivered()).hasSize(301);
    }

    @Test
    void parquetFilesAreReadAsAWholeOnceTheyRest() throws Exception {
        parquet(directory.resolve("a.parquet"), 1, 300, 10);
        parquet(directory.resolve("b.parquet"), 301, 400, 9);
        host.set(SourceSettings.PATHS, directory.toString())
                .set(SourceSettings.MAX_RUN_BYTES, "10 B")
                .set(SourceSettings.ROWS_PER_FLOWFILE, "200");
        host.trigger();
        assertThat(host.output(ScheduledBtqlQueryStep.SUCCESS))
                .extracting(item -> item.get(Attributes.RECORD_COUNT))
                .containsExactly("200", "100");
        host.clock().advance(Duration.ofSeconds(1));
        host.trigger();
        Files.move(directory.resolve("a.parquet"), directory.resolve("c.parquet"));
        host.trigger();
        assertThat(delivered()).containsExactly(textRows(1, 400).split("\n"));
        assertThat(host.events().warnings()).isEmpty();
        assertThat(host.verify(Map.of()))
                .extracting(CheckResult::explanation)
                .contains(
                        "400 rows in the newest 64 MB",
                        "The newest row in " + directory.resolve("b.parquet").toUri() + " has the fields id");
    }

    @Test
    void aParquetFileThatIsReplacedIsReadFromItsBeginning() throws Exception {
        Path file = directory.resolve("a.parquet");
        parquet(file, 1, 10, 10);
        host.set(SourceSettings.PATHS, directory.toString());
        host.trigger();
        parquet(file, 11, 40, 10);
        host.trigger();
        assertThat(delivered()).containsExactly(textRows(1, 40).split("\n"));
        assertThat(host.events().warnings())
                .containsExactly(file + " was truncated or replaced. It is read from its beginning");
    }

    @Test
    void aParquetFileThatIsDamagedIsLeftOutAndSaidOnce() throws Exception {
        Path file = directory.resolve("a.parquet");
        parquet(file, 1, 300, 10);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        Files.setLastModifiedTime(file, FileTime.from(VirtualClock.START.minusSeconds(60)));
        host.set(SourceSettings.PATHS, directory.toString());
        host.trigger();
        host.trigger();
        assertThat(delivered()).isEmpty();
        assertThat(host.events().warnings())
                .hasSize(1)
                .allMatch(warning ->
                        warning.startsWith(file + " is left out until it changes, because it cannot be read: "));
        Files.write(file, whole);
        Files.setLastModifiedTime(file, FileTime.from(VirtualClock.START.minusSeconds(60)));
        host.trigger();
        assertThat(delivered()).hasSize(300);
    }

    private static void parquet(Path path, int first, int last, int ageSeconds) throws IOException {
        Files.write(path, ParquetSample.of(textRows(first, last).lines().toList()));
        Files.setLastModifiedTime(path, FileTime.from(VirtualClock.START.minusSeconds(ageSeconds)));
    }

    private static String textRows(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(id -> "{\"id\":\"" + id + "\"}\n")
                .collect(Collectors.joining());
    }

    private static void compress(Path path, String text, int ageSeconds) throws IOException {
        OutputStream bytes = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        try (OutputStream out =
                path.toString().endsWith(".gz") ? new GZIPOutputStream(bytes) : new ZstdOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Files.setLastModifiedTime(path, FileTime.from(VirtualClock.START.minusSeconds(ageSeconds)));
    }

    private MemoryItem onlyItem() {
        List<MemoryItem> items = host.output(ScheduledBtqlQueryStep.SUCCESS);
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private List<String> delivered() {
        return Deliveries.of(host.output(ScheduledBtqlQueryStep.SUCCESS)).rows();
    }

    private static String rows(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(id -> "{\"id\":" + id + "}\n")
                .collect(Collectors.joining());
    }

    private static void append(Path path, String text) {
        try {
            Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
