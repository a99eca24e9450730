package io.btautomations.btql;

import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.SampleMethod;
import io.btautomations.btql.bind.BoundQuery;
import io.btautomations.btql.bind.Findings;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.execute.QueryExecutor;
import io.btautomations.btql.execute.QueryLimitException;
import io.btautomations.btql.execute.QueryStatistics;
import io.btautomations.btql.execute.ResultSink;
import io.btautomations.btql.execute.RowSupplier;
import io.btautomations.btql.execute.SpillSpace;
import io.btautomations.btql.explain.PlanText;
import io.btautomations.btql.plan.Paths;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.type.BtqlType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** A query with its plan. */
final class PlannedQuery implements CompiledQuery {

    private final String canonicalText;
    private final Dialect dialect;
    private final BoundQuery bound;
    private final PlanNode plan;
    private final List<Diagnostic> warnings;
    private final BtqlOptions options;

    PlannedQuery(
            String canonicalText,
            Dialect dialect,
            BoundQuery bound,
            PlanNode plan,
            Findings findings,
            BtqlOptions options) {
        this.canonicalText = canonicalText;
        this.dialect = dialect;
        this.bound = bound;
        this.plan = plan;
        this.warnings = findings.warnings();
        this.options = options;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public String canonicalText() {
        return canonicalText;
    }

    @Override
    public List<Diagnostic> warnings() {
        return warnings;
    }

    @Override
    public List<String> columns() {
        return List.copyOf(columnTypes().keySet());
    }

    @Override
    public Map<String, BtqlType> columnTypes() {
        boolean onlyRowsTell =
                bound.star() || bound.pivot().isPresent() || bound.infer().isPresent();
        Map<String, BtqlType> types = new LinkedHashMap<>();
        if (!onlyRowsTell) {
            bound.outputs()
                    .forEach(output ->
                            types.put(output.name(), output.expression().type()));
        }
        return types;
    }

    @Override
    public SortedSet<String> paths() {
        return PlannedExpression.names(Paths.scannedBy(plan));
    }

    @Override
    public PlanNode plan() {
        return plan;
    }

    @Override
    public String explain() {
        return PlanText.text(plan);
    }

    @Override
    public String explainJson() {
        return PlanText.json(plan);
    }

    @Override
    public boolean readsOnce() {
        return readsOnce(plan);
    }

    private static boolean readsOnce(PlanNode node) {
        return switch (node) {
            case PlanNode.SelectTraces select -> false;
            case PlanNode.TakeSample sample ->
                sample.sample().method() == SampleMethod.RATE && readsOnce(sample.from());
            case PlanNode.Subquery subquery -> readsOnce(subquery.query());
            default -> node.input().map(PlannedQuery::readsOnce).orElse(true);
        };
    }

    @Override
    public QueryStatistics run(RowSupplier rows, ResultSink results) throws IOException, QueryLimitException {
        return run(rows, results, Optional.empty());
    }

    @Override
    public QueryStatistics run(RowSupplier rows, ResultSink results, SpillSpace spillSpace)
            throws IOException, QueryLimitException {
        return run(rows, results, Optional.of(spillSpace));
    }

    private QueryStatistics run(RowSupplier rows, ResultSink results, Optional<SpillSpace> spillSpace)
            throws IOException, QueryLimitException {
        QueryExecutor executor = new QueryExecutor(options.limits(), options.sampleSeed(), options.reading());
        return executor.run(plan, rows, options.context(), results, spillSpace);
    }
}
