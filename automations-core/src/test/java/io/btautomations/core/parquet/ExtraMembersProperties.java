package io.btautomations.core.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.btautomations.btql.scan.PathTrie;
import io.btautomations.btql.scan.RowScanner;
import io.btautomations.btql.scan.RowScanners;
import io.btautomations.btql.scan.Slots;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** What no column holds is what a JSON parser finds besides the columns, whatever rows came before. */
class ExtraMembersProperties {

    private static final RowSchema SCHEMA = RowSchema.parse("id text, a text, input json, \"b\\\"c\" text");

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void theRestIsWhatAParserFinds(
            @ForAll @Size(min = 1, max = 4) List<@From("row") String> rows,
            @ForAll @Size(max = 3) List<@From("slot") Integer> unheldSlots)
            throws IOException {
        ExtraMembers extras = new ExtraMembers(SCHEMA, new PageMemory());
        PathTrie trie = PathTrie.ofKeys(SCHEMA.names().stream().map(List::of).toList());
        RowScanner scanner = RowScanners.plain().validating(trie, 100);
        Slots slots = trie.newSlots();
        for (String text : rows) {
            byte[] bytes = text.getBytes(UTF_8);
            assertThat(scanner.scan(bytes, 0, bytes.length, slots)).as(text).isTrue();
            BitSet unheld = new BitSet();
            unheldSlots.stream().filter(slot -> !slots.isMissing(slot)).forEach(unheld::set);
            boolean found = extras.find(new RowAtHand(bytes, 0, bytes.length, slots), unheld);
            String read = found ? new String(extras.array(), 0, extras.size(), UTF_8) : "{}";
            assertThat(read).as(text).isEqualTo(rest(bytes, unheld));
        }
    }

    private static String rest(byte[] bytes, BitSet unheld) throws IOException {
        return JsonMembers.places(bytes, 0, bytes.length).entrySet().stream()
                .filter(place -> {
                    int column = SCHEMA.names().indexOf(place.getKey());
                    return column < 0 || unheld.get(column);
                })
                .map(place -> member(bytes, place))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String member(byte[] bytes, Map.Entry<String, int[]> place) {
        int from = place.getValue()[0];
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(place.getKey())) + "\":"
                + new String(bytes, from, place.getValue()[1] - from, UTF_8);
    }

    @Provide
    Arbitrary<Integer> slot() {
        return Arbitraries.integers().between(0, SCHEMA.columns().size() - 1);
    }

    @Provide
    Arbitrary<String> row() {
        Arbitrary<String> name = Arbitraries.of(
                "id", "a", "input", "b\\\"c", "\\u0069d", "x", "y", "\\u0078", "", "ids", "\u00fc", "\\n", "inpu");
        Arbitrary<String> value = Arbitraries.of(
                "1",
                "null",
                "\"\"",
                "\"id\\\":1\"",
                "\"a\\\\\"",
                "{\"id\":1,\"x\":[{}]}",
                "[\"}\",{\"a\":\"]\\\"\"}]",
                "[ ]",
                "-1.5e3",
                "true");
        Arbitrary<String> space = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just("")), Tuple.of(1, Arbitraries.of(" ", "\t ", "\r\n")));
        Arbitrary<String> member = Combinators.combine(name, value, space, space, space, space)
                .as((key, item, before, after, front, behind) ->
                        before + '"' + key + '"' + after + ':' + front + item + behind);
        Arbitrary<String> members = Arbitraries.frequencyOf(
                        Tuple.of(9, member.list().ofMaxSize(7)),
                        Tuple.of(1, member.list().ofMinSize(60).ofMaxSize(90)))
                .map(all -> String.join(",", all));
        return Combinators.combine(members, space).as((all, blank) -> "{" + blank + all + "}");
    }
}
