package io.btautomations.core.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.CompiledExpression;
import io.btautomations.core.ratelimit.RowTally.RowId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowCensusTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "JSON Lines            | {\"id\":\"a\"}\\n{\"id\":\"b\"}\\n              | 2 | a b",
                "no last line feed     | {\"id\":\"a\"}\\n{\"id\":\"b\"}                | 2 | a b",
                "carriage returns      | {\"id\":\"a\"}\\r\\n\\r\\n{\"id\":\"b\"}\\r\\n | 2 | a b",
                "an array              | [{\"id\":\"a\"}, {\"id\":\"b\"}]              | 2 | a b",
                "a number as id        | {\"id\":12}\\n{\"id\":1.50}\\n                | 2 | 12 1.5",
                "ids of other kinds    | {\"id\":null}\\n{\"id\":{}}\\n{\"id\":\"\"}   | 3 | ",
                "no id                 | {\"x\":{\"id\":1}}\\n                         | 1 | ",
                "rows that are none    | 1\\n\"x\"\\n{\"id\":3}\\n                     | 3 | 3",
                "a half line           | {\"id\":\"a\"}\\n{\"id\":\"b\\n                | 2 | a",
                "a broken line between | {\"id\":\"a\"}\\n{]}\\n{\"id\":\"c\"}\\n      | 3 | a c",
                "text                  | one\\n\\n  two\\n                             | 2 | ",
                "nothing               | ``                                            | 0 | ",
                "blank lines           | \\n  \\n                                      | 0 | ",
                "the last of two ids   | {\"id\":1,\"id\":2}                           | 1 | 2",
            })
    void findsRowsAndIds(String what, String content, long rows, String ids) throws IOException, BtqlException {
        RowTallies tallies =
                census("id", Optional.empty(), content.replace("\\n", "\n").replace("\\r", "\r"));
        assertThat(tallies.rows()).isEqualTo(rows);
        List<RowId> found =
                rows == 0 ? List.of() : tallies.byGroup().get(RowTallies.ALL).ids();
        assertThat(found).extracting(RowId::text).isEqualTo(ids == null ? List.of() : List.of(ids.split(" ")));
    }

    @Test
    void anIdMayLieDeeper() throws IOException, BtqlException {
        RowTallies tallies = census(
                "metadata.request.id",
                Optional.empty(),
                "{\"id\":1,\"metadata\":{\"a\":[1],\"request\":{\"id\":\"r\"},\"b\":2}}\n{\"metadata\":7}\n");
        assertThat(tallies.byGroup().get(RowTallies.ALL).ids())
                .extracting(RowId::text)
                .containsExactly("r");
    }

    @Test
    void aRowLongerThanTheLimitCountsWithoutId() throws IOException, BtqlException {
        String row = "{\"input\":\"" + "x".repeat(17 << 20) + "\",\"id\":\"a\"}\n{\"id\":\"b\"}\n";
        assertThat(census("id", Optional.empty(), row).rows()).isEqualTo(2);
        assertThat(census("id", Optional.of("id"), row).sorted().keySet()).containsExactly("b", "null");
    }

    private static RowTallies census(String id, Optional<String> group, String content)
            throws IOException, BtqlException {
        Optional<CompiledExpression> grouping = group.isEmpty() ? Optional.empty() : Optional.of(compiled(group.get()));
        RowCensus census = new RowCensus(new RowExpressions(Optional.of(compiled(id)), grouping));
        return census.of(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static CompiledExpression compiled(String text) throws BtqlException {
        return Btql.expression(text, BtqlOptions.of(() -> Instant.EPOCH));
    }
}
