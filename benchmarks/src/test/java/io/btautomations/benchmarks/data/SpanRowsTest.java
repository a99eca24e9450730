package io.btautomations.benchmarks.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.scan.PathTrie;
import io.btautomations.btql.scan.RowScanners;
import io.btautomations.btql.scan.Slots;
import io.btautomations.btql.scan.ValueKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpanRowsTest {

    @Test
    void everyRowIsAnObjectWithTheMembersOfASpan() {
        PathTrie trie = PathTrie.ofKeys(List.of(List.of("metadata", "user", "geo", "city"), List.of("metrics", "end")));
        SpanRows rows = new SpanRows();
        for (int row = 0; row < 200; row++) {
            byte[] bytes = rows.row(row).getBytes(StandardCharsets.UTF_8);
            Slots slots = trie.newSlots();
            assertThat(RowScanners.plain().validating(trie, 100).scan(bytes, 0, bytes.length, slots))
                    .isTrue();
            assertThat(slots.kind(0).isString()).isTrue();
            assertThat(slots.kind(1)).isEqualTo(ValueKind.NUMBER);
        }
    }

    @Test
    void aSmallFileIsTheBeginningOfABigOne(@TempDir Path directory) throws IOException {
        Path small = directory.resolve("small");
        Path big = directory.resolve("big");
        new SpanRows().writeTo(small, 50_000);
        new SpanRows().writeTo(big, 200_000);
        assertThat(Files.size(big)).isGreaterThanOrEqualTo(200_000);
        assertThat(Files.readString(big)).startsWith(Files.readString(small));
    }
}
