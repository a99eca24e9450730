package io.btautomations.benchmarks.parts;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.CompiledFilter;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.grammar.BtqlParser;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One operation reads one text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ParseBenchmark {

    private static final String FILTER = "metadata.environment = 'production' AND scores.Factuality < 0.85"
            + " AND (span_attributes.type = 'llm' OR metrics.tokens > 1000) AND created > now() - interval 7 day"
            + " AND NOT tags INCLUDES 'reviewed' AND a";

    private final BtqlParser parser = new BtqlParser();
    private final BtqlOptions options = BtqlOptions.of(InstantSource.fixed(Instant.EPOCH));
    private final String parentheses = "(".repeat(20_000) + "a" + ")".repeat(20_000);
    private final String terms = String.join(" OR ", Collections.nCopies(100_000, "a"));

    /** Reads a filter of 200 characters as a tree. */
    @Benchmark
    public Expression filter() throws BtqlException {
        return parser.parseFilter(FILTER);
    }

    /** Makes the same filter ready for rows: reads, binds, plans. */
    @Benchmark
    public CompiledFilter compiledFilter() throws BtqlException {
        return Btql.filter(FILTER, options);
    }

    /** Refuses 20,000 parentheses within each other. */
    @Benchmark
    public List<?> parentheses() {
        try {
            throw new IllegalStateException("they nest too deep: " + parser.parseFilter(parentheses));
        } catch (BtqlException tooDeep) {
            return tooDeep.diagnostics();
        }
    }

    /** Reads 100,000 names with OR between them. */
    @Benchmark
    public Expression terms() throws BtqlException {
        return parser.parseFilter(terms);
    }
}
