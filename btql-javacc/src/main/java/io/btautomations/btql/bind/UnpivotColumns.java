package io.btautomations.btql.bind;

import io.btautomations.btql.type.BtqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns that unpivoting adds, in the order in which they are derived. */
final class UnpivotColumns {

    private final List<String> names = new ArrayList<>();
    private final List<BtqlType> types = new ArrayList<>();

    void add(String name, BtqlType type) {
        names.add(name);
        types.add(type);
    }

    Optional<BoundExpression> column(String name) {
        int index = names.lastIndexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(new BoundExpression.Derived(index, name, types.get(index)));
    }
}
