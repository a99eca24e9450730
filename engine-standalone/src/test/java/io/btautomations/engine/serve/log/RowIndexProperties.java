package io.btautomations.engine.serve.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RowIndexProperties {

    /** Rows of a few ids, every fifth of them a deletion; every view shows what it showed when it was taken. */
    @Property(tries = 200)
    void everyViewStaysAsItIs(@ForAll @Size(max = 700) List<@IntRange(max = 40) Integer> ids) {
        RowIndex index = new RowIndex();
        TreeMap<Integer, Long> newest = new TreeMap<>();
        List<RowIndex.View> views = new ArrayList<>();
        List<TreeSet<Long>> expected = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            long key = 10L * (i + 1);
            boolean isDeleted = ids.get(i) % 5 == 4 && i % 2 == 0;
            TreeSet<Long> before = keys(index.view());
            index.add(key, ids.get(i), i, i, isDeleted);
            assertThat(keys(index.view())).isEqualTo(before);
            index.publish();
            newest.put(ids.get(i), key);
            if (isDeleted) {
                newest.remove(ids.get(i));
            }
            views.add(index.view());
            expected.add(new TreeSet<>(newest.values()));
            assertThat(index.find(ids.get(i))).isEqualTo(isDeleted ? IdMap.ABSENT : i);
        }
        for (int i = 0; i < views.size(); i++) {
            assertThat(keys(views.get(i))).isEqualTo(expected.get(i));
            assertThat(keys(index.view().asOf(10L * (i + 1) + 3))).isEqualTo(expected.get(i));
        }
    }

    private static TreeSet<Long> keys(RowIndex.View view) {
        TreeSet<Long> keys = new TreeSet<>();
        for (int position = 0; position < view.count(); position++) {
            if (view.isNewest(position)) {
                keys.add(view.keys()[position]);
            }
        }
        return keys;
    }
}
