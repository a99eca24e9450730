package io.btautomations.btql.bind;

import io.btautomations.btql.ast.ArithmeticOperator;
import io.btautomations.btql.ast.IndexStep;
import io.btautomations.btql.ast.KeyStep;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.PathStep;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.diagnostic.NearestName;
import io.btautomations.btql.function.FunctionRegistry;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.type.KnownField;
import io.btautomations.btql.type.RowSchema;
import io.btautomations.btql.value.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names are fields of the row. Short names that the schema knows stand for the field further down, unless the row has a
 * field of that name at its top.
 */
final class RowScope implements Scope {

    private static final FieldPath DURATION = FieldPath.of("metrics", "duration");

    private final RowSchema schema;

    RowScope(RowSchema schema) {
        this.schema = schema;
    }

    /** Whether rows are known to have a field of this name at the top. */
    boolean knows(String name) {
        return schema.hasTopLevel(name);
    }

    @Override
    public BoundExpression resolve(Path path, Findings findings) {
        BoundExpression.Column column = column(path);
        String root = path.root();
        if (path.steps().size() > 1 || schema.hasTopLevel(root)) {
            warnIfMisspelt(path, findings);
            return column;
        }
        List<BoundExpression> meanings = new ArrayList<>(List.of(column));
        schema.shortName(root).ifPresent(field -> meanings.add(field(field)));
        if (schema.hasTopLevel("metrics") && (root.equals("duration") || root.equals("latency"))) {
            if (!meanings.contains(field(DURATION))) {
                meanings.add(field(DURATION));
            }
            meanings.add(new BoundExpression.Arithmetic(
                    ArithmeticOperator.SUBTRACT,
                    field(FieldPath.of("metrics", "end")),
                    field(FieldPath.of("metrics", "start"))));
        }
        if (meanings.size() > 1) {
            return new BoundExpression.Call(FunctionRegistry.scalar("coalesce").orElseThrow(), List.copyOf(meanings));
        }
        warnIfMisspelt(path, findings);
        return column;
    }

    private BoundExpression.Column field(FieldPath path) {
        return new BoundExpression.Column(path, List.of(), schema.typeOf(path));
    }

    private BoundExpression.Column column(Path path) {
        List<String> keys = new ArrayList<>();
        int at = 0;
        while (at < path.steps().size() && path.steps().get(at) instanceof KeyStep step) {
            keys.add(step.key());
            at++;
        }
        List<Step> rest = steps(path.steps().subList(at, path.steps().size()));
        FieldPath field = new FieldPath(keys);
        return new BoundExpression.Column(field, rest, rest.isEmpty() ? schema.typeOf(field) : BtqlType.ANY);
    }

    static List<Step> steps(List<PathStep> steps) {
        return steps.stream()
                .map(step -> switch (step) {
                    case KeyStep key -> new Step.Key(key.key());
                    case IndexStep index -> (Step) new Step.Element(index.index());
                })
                .toList();
    }

    private void warnIfMisspelt(Path path, Findings findings) {
        if (schema.fields().isEmpty() && !schema.isClosed() || schema.hasTopLevel(path.root())) {
            return;
        }
        List<String> known = schema.fields().stream()
                .map(KnownField::path)
                .filter(field -> field.keys().size() == 1)
                .map(FieldPath::toString)
                .toList();
        Optional<String> meant = NearestName.to(path.root(), known);
        if (schema.isClosed()) {
            findings.error(
                    DiagnosticCode.NOT_A_COLUMN,
                    path.steps().getFirst().span(),
                    "the subquery has no column '" + Findings.quote(path.root()) + "'",
                    Optional.of("its columns are " + String.join(", ", known)));
            return;
        }
        meant.ifPresent(name -> findings.warning(
                DiagnosticCode.UNKNOWN_FIELD,
                path.steps().getFirst().span(),
                "rows have no field '" + Findings.quote(path.root()) + "' that is known",
                "did you mean '" + name + "'?"));
    }
}
