package io.btautomations.engine.cli;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.diagnostic.DiagnosticRenderer;
import io.btautomations.btql.explain.Explanation;
import io.btautomations.btql.explain.ExplanationText;
import io.btautomations.btql.explain.Judgement;
import io.btautomations.btql.grammar.TextKind;
import io.btautomations.btql.source.SourceText;
import io.btautomations.btql.value.JsonReader;
import io.btautomations.btql.value.ObjectValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a text means, or why it has no meaning. */
@Command(
        name = "explain",
        description = {
            "Shows what a filter or query means: its canonical spelling, what is read, and the plan.",
            "With a row, which conditions are true, false or unknown. Without a meaning, where the text goes wrong."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the text has a meaning", "1:it has none", "2:the command line makes no sense"})
final class ExplainCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "TEXT",
            description = "A filter, a query in BTQL or SQL, or the JSON form of one; - reads it from standard input.")
    private @Nullable String text;

    @Option(
            names = "--lines",
            description = {
                "Reads one text per line of standard input, with \\n, \\t and \\\\ for line feed, tab and backslash,",
                "and writes one JSON object per line."
            })
    private boolean lines;

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            description = "${COMPLETION-CANDIDATES}; default: what the text begins like")
    private @Nullable DialectName dialect;

    @Option(names = "--row", paramLabel = "JSON", description = "A row to put to the text; - reads standard input.")
    private @Nullable String row;

    @Option(names = "--ast", description = "Also show the text in Braintrust's JSON form.")
    private boolean ast;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.text;

    @Mixin
    private LanguageOptions language = new LanguageOptions();

    @Option(names = "--deny-warnings", description = "Warnings count like errors.")
    private boolean denyWarnings;

    ExplainCommand(Console console) {
        this.console = console;
    }

    /** The dialects by the names that users give them. */
    enum DialectName {
        filter(TextKind.FILTER),
        btql(TextKind.BTQL),
        sql(TextKind.SQL);

        private final TextKind kind;

        DialectName(TextKind kind) {
            this.kind = kind;
        }
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        BtqlOptions options = language.options();
        Optional<TextKind> kind = Optional.ofNullable(dialect).map(name -> name.kind);
        if (lines) {
            if (text != null || row != null) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--lines takes its texts from standard input, and no TEXT and no --row");
            }
            return new LineExplainer(options, kind, ast, denyWarnings).run(console.in(), console.out())
                    ? ExitCode.OK
                    : ExitCode.FINDINGS;
        }
        if (text == null) {
            throw new CommandFailure(ExitCode.USAGE, "explain needs a TEXT, or --lines");
        }
        if (text.equals(STANDARD_INPUT) && STANDARD_INPUT.equals(row)) {
            throw new CommandFailure(ExitCode.USAGE, "TEXT and --row cannot both be read from standard input");
        }
        Optional<ObjectValue> object = row == null ? Optional.empty() : Optional.of(object(resolve(row)));
        return explain(resolve(text), kind, object, options);
    }

    private int explain(String source, Optional<TextKind> kind, Optional<ObjectValue> object, BtqlOptions options) {
        try {
            Explanation explanation =
                    kind.isPresent() ? Btql.explain(source, kind.get(), options) : Btql.explain(source, options);
            Optional<Judgement> judgement = object.map(explanation::judge);
            console.out()
                    .print(
                            format == OutputFormat.json
                                    ? ExplanationText.json(explanation, ast, judgement) + "\n"
                                    : ExplanationText.text(explanation, ast, judgement));
            return denyWarnings && !explanation.warnings().isEmpty() ? ExitCode.FINDINGS : ExitCode.OK;
        } catch (BtqlException e) {
            console.out()
                    .print(
                            format == OutputFormat.json
                                    ? "{\"ok\":false,\"diagnostics\":"
                                            + new DiagnosticRenderer(new SourceText(source)).json(e.diagnostics())
                                            + "}\n"
                                    : e.getMessage() + "\n");
            return ExitCode.FINDINGS;
        }
    }

    private String resolve(String argument) throws IOException {
        return argument.equals(STANDARD_INPUT)
                ? new String(console.in().readAllBytes(), StandardCharsets.UTF_8)
                : argument;
    }

    private static ObjectValue object(String json) throws CommandFailure {
        return JsonReader.read(json)
                .flatMap(value ->
                        value instanceof ObjectValue object ? Optional.of(object) : Optional.<ObjectValue>empty())
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "--row must be one JSON object, got '"
                                + json.strip()
                                        .codePoints()
                                        .limit(40)
                                        .collect(
                                                StringBuilder::new,
                                                StringBuilder::appendCodePoint,
                                                StringBuilder::append)
                                + "'"));
    }
}
