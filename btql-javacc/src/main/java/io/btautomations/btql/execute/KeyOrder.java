package io.btautomations.btql.execute;

import io.btautomations.btql.ast.SortDirection;
import io.btautomations.btql.bind.BoundQuery;
import io.btautomations.btql.value.Value;
import io.btautomations.btql.value.ValueOrder;
import java.util.Comparator;
import java.util.List;

/** The order of rows by the values that they are sorted by. */
final class KeyOrder {

    private KeyOrder() {}

    static Comparator<List<Value>> of(List<BoundQuery.Sort> sort) {
        List<Comparator<Value>> orders = sort.stream()
                .map(each -> each.direction() == SortDirection.ASCENDING ? ValueOrder.ASCENDING : ValueOrder.DESCENDING)
                .toList();
        return (left, right) -> {
            for (int i = 0; i < orders.size(); i++) {
                int order = orders.get(i).compare(left.get(i), right.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }
}
