package io.btautomations.core.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LedgerCodecProperties {

    @Property
    void whatIsStoredIsReadBack(
            @ForAll String name,
            @ForAll @Size(max = 20) List<String> ids,
            @ForAll @Size(max = 50) Set<Long> hashes,
            @ForAll @Size(max = 20) Set<@IntRange(min = 0, max = 300) Integer> fragments,
            @ForAll @IntRange(min = 0) int count) {
        Instant now = Instant.ofEpochMilli(1_700_000_000_000L + count);
        Ledger ledger = new Ledger();
        ledger.life = "life";
        ledger.clock = now;
        ledger.covered = Optional.of(now);
        ledger.context = Map.of("automation.name", name);
        ledger.former.put("g", Map.of("automation.name", "former " + name));
        ledger.matched = count;
        GroupLedger group = new GroupLedger();
        group.pending = count;
        group.pendingSince = Optional.of(now);
        group.span = Optional.of(new TimeWindow(now, now.plusMillis(1)));
        group.rowIds.addAll(ids);
        hashes.forEach(hash -> group.seenIds.put(hash, 481_000L));
        group.firing = true;
        group.lastMatch = Optional.of(now);
        ledger.groups.put(name, group);
        fragments.forEach(index -> ledger.seen.add(new Token.Fragment("run", index, Optional.empty()), now));
        ledger.seen.add(new Token.Item("item"), now);
        ledger.inFlight.put(
                "item",
                new InFlight(
                        true,
                        List.of(new Notification(
                                name, "g", Notification.Kind.SUPERSEDED, 1, 1, new TimeWindow(now, now), true, ids)),
                        "node",
                        now));

        Map<String, String> entries = LedgerCodec.encode(ledger);
        Ledger read = LedgerCodec.decode(entries);

        assertThat(LedgerCodec.encode(read)).isEqualTo(entries);
        assertThat(read.groups.get(name).seenIds.keySet()).isEqualTo(hashes);
        assertThat(read.inFlight).isEqualTo(ledger.inFlight);
        assertThat(read.former).isEqualTo(ledger.former);
        assertThat(fragments).allMatch(index -> read.seen.contains(new Token.Fragment("run", index, Optional.empty())));
        assertThat(read.seen.contains(new Token.Fragment("run", 301, Optional.empty())))
                .isFalse();
        assertThat(read.balances()).isTrue();
    }

    @Property
    void aStateThatLacksSomethingIsRefusedAndNotGuessed(@ForAll @IntRange(min = 0, max = 9) int which) {
        Map<String, String> entries = new TreeMap<>(LedgerCodec.encode(new Ledger()));
        String name = List.of(
                        "catching.up",
                        "clock",
                        "context",
                        "generation",
                        "life",
                        "matched",
                        "notified",
                        "repeated",
                        "seen.items",
                        "sequence")
                .get(which);
        entries.remove(name);
        assertThatThrownBy(() -> LedgerCodec.decode(entries))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + name + "' is missing");
    }
}
