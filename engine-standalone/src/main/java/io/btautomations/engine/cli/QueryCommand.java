package io.btautomations.engine.cli;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.CompiledQuery;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.diagnostic.DiagnosticRenderer;
import io.btautomations.btql.execute.QueryLimitException;
import io.btautomations.btql.execute.QueryLimits;
import io.btautomations.btql.execute.QueryStatistics;
import io.btautomations.btql.execute.SpillSpace;
import io.btautomations.btql.plan.DefaultOrder;
import io.btautomations.btql.row.RowCheck;
import io.btautomations.btql.source.SourceText;
import io.btautomations.core.setting.Formats;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.engine.query.LogInput;
import io.btautomations.engine.query.ResultWriter;
import io.btautomations.engine.query.TableWriter;
import io.btautomations.engine.query.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers a query from log files. */
@Command(
        name = "query",
        description = {
            "Runs a query over log files. A filter by itself selects all fields of the rows that pass.",
            "Results go to standard output; progress, warnings and a summary to standard error."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the result is whole",
            "1:the query has no meaning, or needs more memory than it may take",
            "2:the command line makes no sense",
            "74:a file cannot be read or written"
        })
final class QueryCommand implements Callable<Integer> {

    private static final int USUAL_WIDTH = 120;
    private static final long LEAST_MEMORY = 1L << 20;
    private static final long MOST_MEMORY = 1L << 40;

    private final Console console;

    @Parameters(paramLabel = "QUERY", description = "In BTQL or SQL; what it names after 'from' does not matter.")
    private String text = "";

    @Option(
            names = "--logs",
            arity = "1..*",
            required = true,
            paramLabel = "PATH",
            description = {
                "What 'from' reads: files, directories and globs of JSON Lines or JSON arrays, plain, .gz or .zst,",
                "or of .parquet; - is standard input, which is JSON."
            })
    private List<String> logs = List.of();

    @Option(
            names = "--format",
            description = {
                "${COMPLETION-CANDIDATES};",
                "default: table on a terminal, else jsonl, or as FILE is named;",
                "parquet only into FILE"
            })
    private @Nullable QueryFormat format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the result goes instead of standard output; the file appears once it is whole.")
    private @Nullable Path output;

    @Option(
            names = "--order",
            description = {
                "How rows come that the query does not sort: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
                "With 'file' a limit ends reading early."
            })
    private Order order = Order.newest;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = {
                "What sorting, grouping and traces may keep in memory; default: ${DEFAULT-VALUE}.",
                "A sort puts the rest into temporary files."
            })
    private String memory = "256 MB";

    @Option(names = "--max-groups", paramLabel = "N", description = "Most groups; default: ${DEFAULT-VALUE}")
    private int maximumGroups = 100_000;

    @Option(
            names = "--temporary",
            paramLabel = "DIR",
            description = "Directory of temporary files; default: ${DEFAULT-VALUE}")
    private Path temporary = Path.of(System.getProperty("java.io.tmpdir", "."));

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads look at rows; default: one per processor")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--strict",
            description = {
                "Looks at every byte of a row, which takes several times as long; otherwise rows",
                "that are malformed where the query does not read are not noticed."
            })
    private boolean strict;

    @Mixin
    private LanguageOptions language = new LanguageOptions();

    QueryCommand(Console console) {
        this.console = console;
    }

    /** The orders of rows by the names that users give them. */
    enum Order {
        newest(DefaultOrder.NEWEST_FIRST),
        oldest(DefaultOrder.OLDEST_FIRST),
        file(DefaultOrder.AS_READ);

        private final DefaultOrder order;

        Order(DefaultOrder order) {
            this.order = order;
        }
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        BtqlOptions options = options();
        if (output == null && format() == QueryFormat.parquet) {
            throw new CommandFailure(ExitCode.USAGE, "--format parquet needs --output FILE");
        }
        CompiledQuery query;
        try {
            query = Btql.selection(text, options);
        } catch (BtqlException e) {
            console.err().println(e.getMessage());
            return ExitCode.FINDINGS;
        }
        DiagnosticRenderer renderer = new DiagnosticRenderer(new SourceText(text));
        query.warnings().forEach(warning -> console.err().println(renderer.text(warning)));
        SpillSpace space = new TemporaryFiles(temporary);
        boolean streamsToTerminal = output == null && console.width() > 0 && format() != QueryFormat.table;
        try (ScanProgress progress = new ScanProgress(console, !streamsToTerminal, Worlds.CLOCK);
                LogInput input = LogInput.of(
                        logs, console.in(), query.readsOnce() ? Optional.empty() : Optional.of(space), progress)) {
            progress.size(input.size());
            return run(query, input, space, progress);
        } catch (QueryLimitException e) {
            throw new CommandFailure(
                    ExitCode.FINDINGS,
                    Objects.requireNonNullElse(e.getMessage(), "the query needs too much memory"),
                    "--memory and --max-groups are the limits");
        } catch (ResultTarget.ClosedOutputException e) {
            return ExitCode.IO;
        }
    }

    private int run(CompiledQuery query, LogInput input, SpillSpace space, ScanProgress progress)
            throws IOException, QueryLimitException {
        try (ResultTarget target =
                        output == null ? ResultTarget.standardOutput(console.out()) : ResultTarget.file(output);
                ResultWriter writer = format().writer(target.stream(), query.columns(), space, width())) {
            QueryStatistics statistics = query.run(input, writer, space);
            progress.close();
            writer.finish();
            target.finish();
            console.out().flush();
            report(query, statistics, writer, progress);
        }
        return ExitCode.OK;
    }

    private QueryFormat format() {
        if (format != null) {
            return format;
        }
        if (output != null) {
            return QueryFormat.ofFile(output.toString());
        }
        return console.width() > 0 ? QueryFormat.table : QueryFormat.jsonl;
    }

    private int width() {
        if (console.width() > 0) {
            return console.width();
        }
        String columns = console.environment().getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }

    private BtqlOptions options() throws CommandFailure {
        CommandFailure.requireAtLeastOne("--max-groups", maximumGroups);
        CommandFailure.requireAtLeastOne("--threads", threads);
        long bytes;
        try {
            bytes = Formats.dataSize(LEAST_MEMORY, MOST_MEMORY).parse(memory);
        } catch (SettingFormatException e) {
            throw new CommandFailure(ExitCode.USAGE, "--memory must be " + e.getMessage() + ", got '" + memory + "'");
        }
        return language.options()
                .withOrder(order.order)
                .withRowCheck(strict ? RowCheck.EVERY_BYTE : RowCheck.AS_READ)
                .withThreads(threads)
                .withLimits(new QueryLimits(maximumGroups, QueryLimits.STANDARD.traces(), bytes));
    }

    private void report(CompiledQuery query, QueryStatistics statistics, ResultWriter writer, ScanProgress progress) {
        if (writer instanceof TableWriter table && !table.leftOut().isEmpty()) {
            say("columns that do not fit: %s; --format jsonl shows all", String.join(", ", table.leftOut()));
        }
        if (statistics.malformedRows() > 0) {
            boolean isOne = statistics.malformedRows() == 1;
            say(
                    "warning: %s %s and %s passed over",
                    rows(statistics.malformedRows()),
                    isOne ? "is no JSON object" : "are no JSON objects",
                    isOne ? "was" : "were");
        }
        if (statistics.oversizedRows() > 0) {
            boolean isOne = statistics.oversizedRows() == 1;
            say(
                    "warning: %s %s longer than 16 MB and %s passed over",
                    rows(statistics.oversizedRows()), isOne ? "is" : "are", isOne ? "was" : "were");
        }
        say(
                "%s of %,d read in %.1f s",
                rows(statistics.rowsReturned()),
                statistics.rowsRead(),
                progress.elapsed().toMillis() / 1_000.0);
        if (statistics.hasMore() && statistics.cursor().isPresent()) {
            String clause = query.dialect() == Dialect.SQL ? "OFFSET '%s'" : "cursor: '%s'";
            say("there is more: " + clause, statistics.cursor().get());
        }
    }

    private static String rows(long count) {
        return String.format(Locale.ROOT, "%,d row%s", count, count == 1 ? "" : "s");
    }

    private void say(String format, Object... arguments) {
        console.err().println(String.format(Locale.ROOT, format, arguments));
    }
}
