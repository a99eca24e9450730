package io.btautomations.core.source.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.source.log.LongText;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

/** What the state keeps comes back, and fits into the entries of NiFi's state providers. */
class FinishedFilesProperties {

    @Property
    void anyMarksComeBack(@ForAll List<@LongRange(min = 0, max = (1L << 48) - 1) Long> marks) {
        long[] all = marks.stream().mapToLong(Long::longValue).toArray();
        Map<String, String> position = FinishedFiles.position(Marks.of(all));
        position.put("file./a", "not one of them");
        assertThat(FinishedFiles.of(position).sorted())
                .isEqualTo(marks.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    @Property(tries = 10)
    void manyMarksComeBack(@ForAll long seed, @ForAll @IntRange(min = 7990, max = 30_000) int count)
            throws IOException {
        Marks marks = random(new Random(seed), count);
        Map<String, String> position = FinishedFiles.position(marks);
        assertThat(FinishedFiles.of(position).sorted()).isEqualTo(marks.sorted());
        requireStorable(position);
    }

    @Example
    void aHundredThousandFilesTakeLittleMoreThanHalfAMegabyte() {
        int size = FinishedFiles.position(random(new Random(1), 100_000)).values().stream()
                .mapToInt(String::length)
                .sum();
        assertThat(size).isLessThan(560_000);
    }

    @Example
    void whatIsNotWholeIsRefused() {
        Map<String, String> position = FinishedFiles.position(random(new Random(1), 10));
        String text = position.get("finished.0000");
        assertThatThrownBy(() -> FinishedFiles.of(Map.of("finished.0000", text.substring(0, text.length() - 20))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("entry of finished files is cut off");
        assertThatThrownBy(() -> FinishedFiles.of(Map.of("finished.0000", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("entry of finished files begins with neither count nor marks");
    }

    @Property(tries = 200)
    void aTextOfAnyLengthComesBack(@ForAll @StringLength(max = 30) String text, @ForAll @IntRange(max = 3000) int times)
            throws IOException {
        Map<String, String> entries = new HashMap<>();
        LongText.put(entries, "range", text.repeat(times));
        assertThat(LongText.required(entries, "range")).isEqualTo(text.repeat(times));
        requireStorable(entries);
    }

    private static Marks random(Random random, int count) {
        return Marks.of(random.longs(count, 0, 1L << 48).toArray());
    }

    /** As NiFi writes a state. */
    private static void requireStorable(Map<String, String> entries) throws IOException {
        try (DataOutputStream out = new DataOutputStream(OutputStream.nullOutputStream())) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeUTF(entry.getValue());
            }
        }
    }
}
