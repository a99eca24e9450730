package io.btautomations.btql.bind;

import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.Name;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns that clauses of their own add to those selected. Like selected ones they can be used by name. */
final class AddedColumns {

    private static final String COMPARISON_KEY = "comparison_key";

    private AddedColumns() {}

    static List<AliasedExpression> of(Query query) {
        List<AliasedExpression> added = new ArrayList<>(query.customColumns());
        added.addAll(query.weightedScores());
        query.comparisonKey()
                .ifPresent(key -> added.add(
                        new AliasedExpression(key, Optional.of(new Name(COMPARISON_KEY, key.span())), key.span())));
        return List.copyOf(added);
    }

    /** Those that {@code selected} does not name already. */
    static List<AliasedExpression> notAmong(List<AliasedExpression> selected, Query query) {
        return of(query).stream()
                .filter(added -> selected.stream().noneMatch(column -> names(column, added)))
                .toList();
    }

    private static boolean names(AliasedExpression column, AliasedExpression added) {
        return column.alias().isEmpty()
                && column.expression() instanceof Path path
                && path.steps().size() == 1
                && path.root().equals(added.alias().orElseThrow().text());
    }
}
