package io.btautomations.btql.grammar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that documents the language, {@code docs/language.md}. */
public final class LanguagePage {

    private static final Pattern BLOCK =
            Pattern.compile("^```([\\w-]*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private final String text;

    private LanguagePage(String text) {
        this.text = text;
    }

    /** The page of this repository, found from the directory of the module or of the repository. */
    public static LanguagePage read() {
        Path page = repository().resolve("docs/language.md");
        try {
            return new LanguagePage(Files.readString(page));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("mvnw"))) {
            here = here.getParent();
        }
        return here;
    }

    /** The whole page. */
    public String text() {
        return text;
    }

    /** What stands in the code blocks of one kind. */
    List<String> blocks(String kind) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(kind)) {
                blocks.add(matcher.group(2));
            }
        }
        return blocks;
    }
}
