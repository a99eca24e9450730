package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Completion scripts, and in a real bash what they complete. */
class CompletionTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "val                      | validate",
                "comp                     | completion",
                "completion f             | fish",
                "status --form            | --format",
                "status --format j        | json",
                "graph --format mer       | mermaid",
                "deliveries rep           | replay",
                "run --wat                | --watch",
            })
    void bashCompletes(String typed, String completed) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("script"), Invocation.of("completion", "bash").text());
        assertThat(bash("""
                source '%s'
                compopt() { :; }
                COMP_WORDS=(automations %s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _complete_automations
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(script, typed)).lines().map(String::strip))
                .contains(completed);
    }

    @Test
    void bashTakesTheScriptAsItIs() throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("script"), Invocation.of("completion", "bash").text());
        assertThat(bash("set -eu\nsource '%s'\ncomplete -p automations".formatted(script)))
                .contains("-F _complete_automations", "automations");
    }

    @Test
    void zshIsToldThatTheScriptIsForBash() {
        String zsh = Invocation.of("completion", "zsh").text();
        assertThat(zsh)
                .startsWith("autoload -Uz compinit")
                .endsWith(Invocation.of("completion", "bash").text());
    }

    @Test
    void fishKnowsCommandsOptionsAndValues() {
        assertThat(Invocation.of("completion", "fish").text())
                .contains("complete -c automations -n '__fish_use_subcommand' -f -a validate -d ")
                .contains("complete -c automations -n '__fish_seen_subcommand_from run' -l watch")
                .contains("-n '__fish_seen_subcommand_from status' -l format -x -a 'text json'")
                .contains("-n '__fish_seen_subcommand_from deliveries; and __fish_seen_subcommand_from replay'")
                .doesNotContain("${", "warm-up");
    }

    @Test
    void noOtherShell() {
        Invocation refused = Invocation.of("completion", "csh");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("'csh'", "bash, zsh, fish");
    }

    private String bash(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("test"), script, StandardCharsets.UTF_8);
        Path output = folder.resolve("output");
        Process bash = new ProcessBuilder("bash", "--norc", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output);
        assertThat(bash.exitValue()).as(said).isZero();
        return said;
    }
}
