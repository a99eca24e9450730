package io.btautomations.benchmarks.parts;

import io.btautomations.benchmarks.data.SpanRows;
import io.btautomations.btql.scan.Lines;
import io.btautomations.btql.scan.NumberLiteral;
import io.btautomations.btql.scan.NumberSlice;
import io.btautomations.btql.scan.PathTrie;
import io.btautomations.btql.scan.RowScanner;
import io.btautomations.btql.scan.RowScanners;
import io.btautomations.btql.scan.Slots;
import io.btautomations.btql.scan.TextSearch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One operation is one pass over 200 rows, about a megabyte. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ScanBenchmark {

    private static final int ROWS = 200;

    /** Which byte tests the scanners use. Searching and cutting lines always use the fastest ones. */
    @Param({"plain", "vector"})
    public String instructions = "plain";

    private final TextSearch search = TextSearch.of("hello", true);
    private final NumberLiteral literal = NumberLiteral.of("0.9");
    private final byte[] number = "0.8731".getBytes(StandardCharsets.UTF_8);
    private final PathTrie trie =
            PathTrie.ofKeys(List.of(List.of("metadata", "priority"), List.of("scores", "Factuality")));
    private final PathTrie inputTrie = PathTrie.ofKeys(List.of(List.of("input")));
    private final Slots slots = trie.newSlots();
    private final Slots inputSlots = inputTrie.newSlots();
    private final RowScanner inputs = RowScanners.plain().forward(inputTrie);
    private byte[] rows = new byte[0];
    private int end;
    private RowScanner forward = RowScanners.plain().forward(trie);
    private RowScanner backward = RowScanners.plain().backward(trie);
    private RowScanner validating = RowScanners.plain().validating(trie, 1_000);

    /** Makes the rows and the scanners. */
    @Setup
    public void prepare() {
        SpanRows source = new SpanRows();
        StringBuilder text = new StringBuilder(" ".repeat(RowScanner.PADDING - 1)).append('\n');
        for (int row = 0; row < ROWS; row++) {
            text.append(source.row(row)).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        end = bytes.length;
        rows = Arrays.copyOf(bytes, end + RowScanner.PADDING);
        RowScanners scanners = instructions.equals("plain")
                ? RowScanners.plain()
                : RowScanners.vector().orElseThrow();
        forward = scanners.forward(trie);
        backward = scanners.backward(trie);
        validating = scanners.validating(trie, 1_000);
    }

    /** Only cuts lines. */
    @Benchmark
    public int lines() {
        int count = 0;
        for (int from = RowScanner.PADDING; from < end; from = Lines.indexOfNewline(rows, from, end) + 1) {
            count++;
        }
        return count;
    }

    /** Scans each row from its start. */
    @Benchmark
    public int forward() {
        return scan(forward, slots);
    }

    /** Scans each row from its end. */
    @Benchmark
    public int backward() {
        return scan(backward, slots);
    }

    /** Checks every byte of each row. */
    @Benchmark
    public int validating() {
        return scan(validating, slots);
    }

    /** Finds the input of each row and searches it. */
    @Benchmark
    public int search() {
        int found = 0;
        int from = RowScanner.PADDING;
        while (from < end) {
            int to = Lines.indexOfNewline(rows, from, end);
            if (inputs.scan(rows, from, to, inputSlots) && search.isIn(rows, inputSlots.start(0), inputSlots.end(0))) {
                found++;
            }
            from = to + 1;
        }
        return found;
    }

    /** Compares one number. */
    @Benchmark
    public int compareNumber() {
        return literal.compare(number, 0, number.length);
    }

    /** Reads one number. */
    @Benchmark
    public double readNumber() {
        return NumberSlice.toDouble(number, 0, number.length);
    }

    private int scan(RowScanner scanner, Slots target) {
        int objects = 0;
        int from = RowScanner.PADDING;
        while (from < end) {
            int to = Lines.indexOfNewline(rows, from, end);
            objects += scanner.scan(rows, from, to, target) ? 1 : 0;
            from = to + 1;
        }
        return objects;
    }
}
