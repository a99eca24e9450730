package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AutomationsCommandTest {

    private static final Pattern COMMAND = Pattern.compile("^  ([a-z][a-z-]*) ");

    /** A command that is made alone is the one that the help lists. */
    @Test
    void everyListedCommandIsReachedByItsName() {
        List<String> listed = Invocation.of("--help")
                .text()
                .lines()
                .dropWhile(line -> !line.startsWith("Commands:"))
                .flatMap(line -> COMMAND.matcher(line).results().map(found -> found.group(1)))
                .filter(name -> !name.equals("help"))
                .toList();
        assertThat(listed).contains("run", "query", "explain", "deliveries").doesNotHaveDuplicates();
        for (String name : listed) {
            Invocation run = Invocation.of(name, "--help");
            assertThat(run.exitCode()).as(name).isZero();
            assertThat(run.text()).startsWith("Usage: automations " + name + " ");
        }
    }

    @Test
    void aSlipGetsASuggestion() {
        Invocation run = Invocation.of("explian", "a = 1");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("Did you mean: automations explain");
    }
}
