package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the pages say a reader can do, done: every shell block runs, every link leads somewhere. */
class DocumentationIT {

    private static final Pattern SHELL_BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)#]+)(?:#[^)]*)?\\)");
    private static final String BUILD = "./mvnw";

    @TestFactory
    Stream<DynamicTest> everyShellBlockRuns() {
        return pages().stream().flatMap(page -> {
            Path folder = TestFiles.freshFolder("documentation/" + page.getFileName());
            link(folder, "templates");
            return shellBlocks(page).stream()
                    .map(block -> DynamicTest.dynamicTest(
                            page.getFileName() + ": "
                                    + block.lines().findFirst().orElseThrow(),
                            () -> run(folder, block)));
        });
    }

    @Test
    void theReadmeHasTheTwoCommands() {
        String readme = text(TestFiles.repository().resolve("README.md"));
        assertThat(readme).contains("```sh\n./automations demo\n```").contains("```sh\n./mvnw verify\n```");
    }

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsSomewhere() {
        return pages().stream()
                .map(page -> DynamicTest.dynamicTest(
                        page.getFileName().toString(),
                        () -> assertThat(localLinks(page))
                                .allSatisfy(link ->
                                        assertThat(page.resolveSibling(link)).exists())));
    }

    private static List<Path> pages() {
        Path repository = TestFiles.repository();
        try (Stream<Path> docs = Files.walk(repository.resolve("docs"));
                Stream<Path> templates = Files.walk(repository.resolve("templates"))) {
            List<Path> pages = new ArrayList<>(List.of(repository.resolve("README.md")));
            Stream.concat(docs, templates)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .forEach(pages::add);
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks that start the product; a block that starts the build is what runs this test. */
    private static List<String> shellBlocks(Path page) {
        return matches(SHELL_BLOCK, page).stream()
                .filter(block -> !block.startsWith(BUILD))
                .toList();
    }

    private static List<String> localLinks(Path page) {
        return matches(LINK, page).stream()
                .filter(link -> !link.contains("://"))
                .toList();
    }

    private static List<String> matches(Pattern pattern, Path page) {
        Matcher matcher = pattern.matcher(text(page));
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static void run(Path folder, String block) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        String script =
                block.replace("./automations ", "'" + TestFiles.repository().resolve("automations") + "' ");
        Process process = new ProcessBuilder("sh", "-e", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running after 5 minutes: " + block);
        }
        assertThat(process.exitValue()).as(text(output)).isZero();
    }

    private static void link(Path folder, String name) {
        try {
            Files.createSymbolicLink(
                    folder.resolve(name), TestFiles.repository().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path page) {
        try {
            return Files.readString(page, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
