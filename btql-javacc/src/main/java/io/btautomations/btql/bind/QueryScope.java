package io.btautomations.btql.bind;

import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.KeyStep;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.PathStep;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.value.Step;
import java.util.List;
import java.util.Optional;

/**
 * Names are, in this order: unpivoted columns, fields that rows are known to have, aliases, the last pieces of selected
 * paths, and fields of the row. Where results are sorted and groups filtered, aliases come first.
 */
final class QueryScope implements Scope {

    /** Binds the expression behind an alias. */
    interface AliasBinder {

        BoundExpression bind(Expression expression);
    }

    private final RowScope rows;
    private final UnpivotColumns unpivoted;
    private final Aliases aliases;
    private final boolean aliasesFirst;
    private final Optional<AliasBinder> aliasBinder;

    /** @param aliasBinder absent where explicit aliases are not visible */
    QueryScope(
            RowScope rows,
            UnpivotColumns unpivoted,
            Aliases aliases,
            boolean aliasesFirst,
            Optional<AliasBinder> aliasBinder) {
        this.rows = rows;
        this.unpivoted = unpivoted;
        this.aliases = aliases;
        this.aliasesFirst = aliasesFirst;
        this.aliasBinder = aliasBinder;
    }

    @Override
    public BoundExpression resolve(Path path, Findings findings) {
        Optional<BoundExpression> alias =
                aliasBinder.flatMap(binder -> aliases.explicit(path.root()).map(binder::bind));
        if (aliasesFirst && alias.isPresent()) {
            return within(alias.get(), path);
        }
        Optional<BoundExpression> column = unpivoted.column(path.root());
        if (column.isPresent()) {
            return within(column.get(), path);
        }
        if (rows.knows(path.root())) {
            return rows.resolve(path, findings);
        }
        if (alias.isPresent()) {
            return within(alias.get(), path);
        }
        return path.steps().size() == 1 ? shortName(path, findings) : rows.resolve(path, findings);
    }

    private BoundExpression shortName(Path path, Findings findings) {
        List<Path> meanings = aliases.implicit(path.root());
        if (meanings.size() > 1) {
            findings.error(
                    DiagnosticCode.AMBIGUOUS_NAME,
                    path.span(),
                    "'" + Findings.quote(path.root()) + "' may be any of "
                            + String.join(
                                    ", ",
                                    meanings.stream().map(OutputNames::spell).toList()),
                    "write the whole path, or give the columns aliases");
        }
        return rows.resolve(meanings.isEmpty() ? path : meanings.getFirst(), findings);
    }

    private static BoundExpression within(BoundExpression base, Path path) {
        List<PathStep> rest = path.steps().subList(1, path.steps().size());
        List<Step> steps = RowScope.steps(rest);
        if (steps.isEmpty()) {
            return base;
        }
        return base instanceof BoundExpression.Column column
                ? extend(column, rest, steps)
                : new BoundExpression.Access(base, steps);
    }

    /** A path behind an alias of a path is one path. */
    private static BoundExpression extend(BoundExpression.Column column, List<PathStep> rest, List<Step> steps) {
        boolean onlyKeys = column.steps().isEmpty() && rest.stream().allMatch(KeyStep.class::isInstance);
        return onlyKeys
                ? column.below(rest.stream().map(step -> ((KeyStep) step).key()).toList())
                : new BoundExpression.Access(column, steps);
    }
}
