package io.btautomations.engine.serve.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class IdMapProperties {

    @Property(tries = 200)
    void holdsWhatWasPutLast(@ForAll @Size(max = 400) List<@LongRange(min = -60, max = 300) Long> hashes) {
        IdMap map = new IdMap();
        Map<Long, Integer> expected = new HashMap<>();
        for (int i = 0; i < hashes.size(); i++) {
            long hash = hashes.get(i) << 7;
            map.put(hash, i);
            expected.put(hash, i);
        }
        expected.forEach((hash, position) -> assertThat(map.get(hash)).isEqualTo(position));
        assertThat(map.get(12_345)).isEqualTo(IdMap.ABSENT);
    }
}
