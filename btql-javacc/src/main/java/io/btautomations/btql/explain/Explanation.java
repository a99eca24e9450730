package io.btautomations.btql.explain;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.function.CallContext;
import io.btautomations.btql.grammar.TextKind;
import io.btautomations.btql.plan.Optimizer;
import io.btautomations.btql.plan.Paths;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.source.SourceText;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.ObjectValue;
import java.util.List;
import java.util.Optional;

/** What a text means and what is done for it. Immutable and safe for use by several threads. */
public final class Explanation {

    private final TextKind kind;
    private final SourceText source;
    private final String canonicalText;
    private final Optional<String> tree;
    private final List<Diagnostic> warnings;
    private final List<BoundExpression> conditions;
    private final List<Folding> foldings;
    private final PlanNode plan;
    private final CallContext context;

    /**
     * @param source the text as it was given
     * @param tree the text in Braintrust's JSON form, if that has a word for all of it
     * @param conditions what the text asks of rows that are read, joined with AND
     * @param calculated everything that the text calculates
     */
    public Explanation(
            TextKind kind,
            SourceText source,
            String canonicalText,
            Optional<String> tree,
            List<Diagnostic> warnings,
            List<BoundExpression> conditions,
            List<BoundExpression> calculated,
            PlanNode plan,
            CallContext context) {
        this.kind = kind;
        this.source = source;
        this.canonicalText = canonicalText;
        this.tree = tree;
        this.warnings = List.copyOf(warnings);
        this.conditions = List.copyOf(conditions);
        this.foldings = Folding.of(calculated, new Optimizer(context.offset()));
        this.plan = plan;
        this.context = context;
    }

    public TextKind kind() {
        return kind;
    }

    public SourceText source() {
        return source;
    }

    public String canonicalText() {
        return canonicalText;
    }

    /** The text in Braintrust's JSON form; empty if it has parts that only SQL can say. */
    public Optional<String> tree() {
        return tree;
    }

    /** What may be wrong with the text although it has a meaning. */
    public List<Diagnostic> warnings() {
        return warnings;
    }

    /** What is calculated once, before the first row. */
    public List<Folding> foldings() {
        return foldings;
    }

    /** The paths that are read of each row, in canonical spelling; {@code *} is the whole row. */
    public List<String> paths() {
        return Paths.scannedBy(plan).paths().stream()
                .map(path -> path.equals(FieldPath.ROW) ? "*" : path.toString())
                .sorted()
                .toList();
    }

    /** What rows must satisfy as they are read, its cheap parts first; empty if nothing. */
    public Optional<String> rowCondition() {
        return rowCondition(plan).map(Spelling::of);
    }

    private static Optional<BoundExpression> rowCondition(PlanNode node) {
        return switch (node) {
            case PlanNode.Filter filter when filter.from() instanceof PlanNode.Scan -> Optional.of(filter.condition());
            case PlanNode.Subquery subquery -> rowCondition(subquery.query());
            default -> node.input().flatMap(Explanation::rowCondition);
        };
    }

    /** What is done, the last step first. */
    public PlanNode plan() {
        return plan;
    }

    /** Whether a row passes, and why. A query over traces and one over summaries is put to the row alone. */
    public Judgement judge(ObjectValue row) {
        BoundExpression condition = switch (conditions.size()) {
            case 0 -> new BoundExpression.Constant(BooleanValue.TRUE, BtqlType.BOOLEAN);
            case 1 -> conditions.getFirst();
            default -> new BoundExpression.And(conditions);
        };
        return RowJudge.judge(condition, row, context);
    }
}
