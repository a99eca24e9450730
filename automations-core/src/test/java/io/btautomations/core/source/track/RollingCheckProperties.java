package io.btautomations.core.source.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** What was read of a content is known again within any longer content. */
class RollingCheckProperties {

    private Path file;

    @BeforeTry
    void makeFile() throws IOException {
        file = Files.createTempFile("content", ".jsonl");
    }

    @AfterTry
    void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 100)
    void everyBeginningHasTheCheckOfAFileThatIsNoMoreThanThat(
            @ForAll long seed, @ForAll @IntRange(max = 30_000) int length) throws IOException {
        byte[] content = content(new Random(seed), length);
        RollingCheck check = new RollingCheck();
        for (int end = 0; end <= length; end++) {
            if (end % 1009 == 0 || Math.abs(end % ContentCheck.EDGE) <= 1 || end == length) {
                assertThat(check.mark()).isEqualTo(ContentCheck.mark(ContentCheck.of(file, end)));
            }
            if (end < length) {
                check.add(content[end]);
            }
        }
    }

    @Property(tries = 200)
    void theLongestBeginningThatIsSoughtIsFound(@ForAll long seed, @ForAll @IntRange(max = 30_000) int length)
            throws IOException {
        Random random = new Random(seed);
        byte[] content = content(random, length);
        TreeSet<Integer> ends = new TreeSet<>();
        for (int i = 0; i < length; i++) {
            if (content[i] == '\n') {
                ends.add(random.nextBoolean() ? i : i + 1);
            }
        }
        ends.remove(0);
        ends.removeIf(end -> random.nextInt(4) > 0);
        Marks sought = new Marks();
        for (int end : ends) {
            sought.add(ContentCheck.mark(ContentCheck.of(file, end)));
        }
        sought.add(random.nextLong() >>> 16);
        Optional<PrefixSearch.Match> match = new PrefixSearch(sought).rows(new ByteArrayInputStream(content));
        assertThat(match.map(PrefixSearch.Match::length))
                .isEqualTo(ends.isEmpty() ? Optional.empty() : Optional.of((long) ends.last()));
    }

    private byte[] content(Random random, int length) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append("{\"id\":")
                    .append(random.nextInt())
                    .append("x".repeat(random.nextInt(200)))
                    .append("}\n");
        }
        byte[] content = text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
        Files.write(file, content);
        return content;
    }
}
