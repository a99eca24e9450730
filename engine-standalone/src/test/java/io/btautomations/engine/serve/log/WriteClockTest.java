package io.btautomations.engine.serve.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.braintrust.TransactionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteClockTest {

    private static final Object LOG = new Object();

    @TempDir
    private Path folder;

    private final TestClock time = new TestClock();

    @Test
    void aTransactionIsNamedAfterItsSecond() throws IOException {
        try (WriteClock clock = open(folder)) {
            assertThat(begin(clock)).isEqualTo(TransactionId.firstOf(TestClock.START));
            assertThat(begin(clock))
                    .isEqualTo(TransactionId.firstOf(TestClock.START).next());
        }
    }

    @Test
    void nothingIsWrittenBelowWhatWasSaidToBeSettledEvenIfTheProcessIsKilledAndTheClockStepsBack() throws IOException {
        WriteClock killed = open(folder);
        TransactionId settled = killed.settled(LOG);
        assertThat(settled.value())
                .isEqualTo(TransactionId.firstOf(TestClock.START).value() - 1);
        time.add(Duration.ofDays(-3));
        try (WriteClock clock = open(folder)) {
            assertThat(begin(clock)).isGreaterThan(settled);
        }
        killed.close();
    }

    @Test
    void whatIsBeingWrittenIsNotSettled() throws IOException {
        try (WriteClock clock = open(folder)) {
            Object other = new Object();
            TransactionId writing = clock.begin(LOG);
            time.add(Duration.ofSeconds(9));
            assertThat(clock.settled(LOG)).isLessThan(writing);
            assertThat(clock.settled(other)).isGreaterThan(writing);
            clock.end(LOG);
            assertThat(clock.settled(LOG)).isGreaterThan(writing);
        }
    }

    @Test
    void aFileWithSomethingElseInItIsAnError() throws IOException {
        Files.writeString(folder.resolve("clock"), "soon");
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("should hold a transaction id and holds 'soon'");
    }

    @Test
    void aFileThatWasMadeAndNotWrittenSaysNothing() throws IOException {
        for (String text : List.of("", "\0\0\0", "\n")) {
            Files.writeString(folder.resolve("clock"), text);
            try (WriteClock clock = open(folder)) {
                assertThat(begin(clock)).isEqualTo(TransactionId.firstOf(TestClock.START));
            }
        }
    }

    /** Steps of the clock in seconds, forward and backward; every seventh one is a restart. */
    @Property(tries = 100)
    void idsRise(@ForAll @Size(max = 40) List<@IntRange(min = -100, max = 100) Integer> steps) throws IOException {
        Path own = Files.createTempDirectory("write-clock");
        WriteClock clock = open(own);
        TransactionId last = TransactionId.firstOf(Instant.EPOCH);
        for (int step : steps) {
            time.add(Duration.ofSeconds(step));
            if (step % 7 == 0) {
                clock.close();
                clock = open(own);
            }
            if (step % 3 == 0) {
                last = clock.settled(LOG);
            }
            TransactionId next = begin(clock);
            assertThat(next).isGreaterThan(last);
            last = next;
        }
        clock.close();
        Files.delete(own.resolve("clock"));
        Files.delete(own);
    }

    private WriteClock open(Path directory) throws IOException {
        return WriteClock.open(directory.resolve("clock"), time);
    }

    private static TransactionId begin(WriteClock clock) {
        TransactionId id = clock.begin(LOG);
        clock.end(LOG);
        return id;
    }
}
