package io.btautomations.btql.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFileTest {

    @TempDir
    private Path directory;

    /** Readers of gzip end at the first member that ends where nothing is said to be available. */
    @Test
    void whatIsAvailableIsAllThatIsLeft() throws IOException {
        byte[] bytes = new byte[3 * Piece.BYTES + 5];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(directory.resolve("rows"), bytes);
        byte[] found = new byte[bytes.length];
        try (RowFile in = RowFile.open(file)) {
            assertThat(in.available()).isEqualTo(bytes.length);
            for (int size = 0; size < found.length; ) {
                size += in.read(found, size, Math.min(70_000, found.length - size));
                assertThat(in.available()).isEqualTo(bytes.length - size);
            }
            assertThat(in.read()).isNegative();
        }
        assertThat(found).isEqualTo(bytes);
    }
}
