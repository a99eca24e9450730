package io.btautomations.engine.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what has a shell complete command lines. */
@Command(
        name = "completion",
        description = "Prints a script that has a shell complete the words of a command line.",
        footer = {
            "",
            "bash:  source <(automations completion bash)",
            "zsh:   source <(automations completion zsh)",
            "fish:  automations completion fish | source"
        })
final class CompletionCommand implements Callable<Integer> {

    /** A shell that can complete. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    /** picocli's script is for both shells; zsh has to be told that it is for bash before it defines anything. */
    private static final String ZSH_FIRST =
            "autoload -Uz compinit && compinit -u\nautoload -Uz bashcompinit && bashcompinit\n";

    private final Console console;
    private final Supplier<CommandLine> commands;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    /** @param commands the whole command line */
    CompletionCommand(Console console, Supplier<CommandLine> commands) {
        this.console = console;
        this.commands = commands;
    }

    @Override
    public Integer call() {
        CommandLine line = commands.get();
        String name = line.getCommandName();
        console.out()
                .print(
                        switch (shell) {
                            case bash -> AutoComplete.bash(name, line);
                            case zsh -> ZSH_FIRST + AutoComplete.bash(name, line);
                            case fish -> FishCompletion.of(name, line);
                        });
        return ExitCode.OK;
    }
}
