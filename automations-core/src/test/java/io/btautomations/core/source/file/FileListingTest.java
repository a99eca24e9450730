package io.btautomations.core.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.source.setting.PathPatterns;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileListingTest {

    @TempDir
    private Path temporary;

    private Path root;

    @BeforeEach
    void makeFiles() throws IOException {
        root = temporary.toRealPath();
        for (String name :
                List.of("a.jsonl", "b.jsonl", "b.log", ".h.jsonl", "x/c.jsonl", "x/y/d.jsonl", "{e}.jsonl")) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "{}\n");
        }
        Files.createSymbolicLink(root.resolve("x/again.jsonl"), root.resolve("a.jsonl"));
        Files.createSymbolicLink(root.resolve("x/y/loop"), root.resolve("x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            a.jsonl             | a.jsonl
            ./x/../a.jsonl      | a.jsonl
            .h.jsonl            | .h.jsonl
            missing.jsonl       | -
            missing/*.jsonl     | -
            *.jsonl             | a.jsonl b.jsonl {e}.jsonl
            b.*                 | b.jsonl b.log
            {a,b}.jsonl         | a.jsonl b.jsonl
            [ab].jsonl          | a.jsonl b.jsonl
            \\{e\\}.jsonl       | {e}.jsonl
            .*.jsonl            | .h.jsonl
            */*.jsonl           | a.jsonl x/c.jsonl
            **/d.jsonl          | x/y/d.jsonl
            **/*.jsonl          | a.jsonl b.jsonl x/c.jsonl x/y/d.jsonl {e}.jsonl
            x/**/*.jsonl        | a.jsonl x/c.jsonl x/y/d.jsonl
            x                   | a.jsonl x/c.jsonl
            x/                  | a.jsonl x/c.jsonl
            """)
    void pathsAndGlobsNameFiles(String pattern, String names) throws StepException {
        List<String> expected = names == null ? List.of() : List.of(names.split(" "));
        assertThat(listed(root + "/" + pattern)).isEqualTo(expected);
    }

    @Test
    void aFileIsListedOnceHoweverOftenItIsNamed() throws StepException {
        assertThat(listed(root + "/a.jsonl", root + "/*.jsonl", root + "/x/again.jsonl"))
                .containsExactly("a.jsonl", "b.jsonl", "{e}.jsonl");
    }

    @Test
    void whatCannotBeReadIsSaidWithItsReason() {
        assertThat(FileProblem.describe(new AccessDeniedException("/x/y"))).isEqualTo("no permission to read /x/y");
        assertThat(FileProblem.describe(new NoSuchFileException("/x/y"))).isEqualTo("/x/y does not exist");
        assertThat(FileProblem.describe(new FileSystemException("/x/y", null, "Stale file handle")))
                .isEqualTo("/x/y: Stale file handle");
        assertThat(FileProblem.describe(new FileSystemException("/x/y"))).isEqualTo("/x/y: input/output error");
        assertThat(FileProblem.describe(new IOException("it ended"))).isEqualTo("it ended");
    }

    @Test
    void aSettingHoldsSeveralPatterns() throws SettingFormatException {
        assertThat(PathPatterns.parse(" /a/{b,c}.jsonl , /d e/*.jsonl\n/f\r\n\n,"))
                .containsExactly("/a/{b,c}.jsonl", "/d e/*.jsonl", "/f");
    }

    @ParameterizedTest
    @CsvSource({"' , '", "'/a/[b'", "'/a/{b'"})
    void aTextThatNamesNothingIsRefused(String text) {
        assertThatThrownBy(() -> PathPatterns.parse(text))
                .isInstanceOf(SettingFormatException.class)
                .hasMessageStartingWith("paths or globs, separated by commas or line ends");
    }

    private List<String> listed(String... patterns) throws StepException {
        return new FileListing(List.of(patterns))
                .files().stream()
                        .map(file -> root.relativize(file.path()).toString())
                        .toList();
    }
}
