package io.btautomations.engine.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line as a whole. */
@Command(
        name = "automations",
        description = "Alerts and exports on LLM logs, filtered by BTQL, without a NiFi server.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = AutomationsCommand.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:findings or failed runs",
            "2:the command line makes no sense",
            "70:internal error",
            "74:a file or disk",
            "75:try again later",
            "78:a flow, a parameter or a setting"
        })
final class AutomationsCommand implements Runnable {

    /** In the place of arguments: every command is needed. */
    private static final String ALL = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--verbose",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show where internal errors come from.")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    /** Runs a command line; answers its exit code. */
    static int execute(Console console, String... arguments) {
        AutomationsCommand root = new AutomationsCommand();
        CommandLine commands = line(root, commands(console), arguments);
        commands.setExpandAtFiles(false);
        commands.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(
                console.interactive() ? CommandLine.Help.Ansi.AUTO : CommandLine.Help.Ansi.OFF));
        commands.setExecutionExceptionHandler((exception, line, result) ->
                new Failures(console, root.verbose()).handleExecutionException(exception, line, result));
        return commands.execute(arguments);
    }

    /** The commands by their names, in the order of the help; each takes time to make. */
    private static Map<String, Supplier<Object>> commands(Console console) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", () -> new RunCommand(console));
        commands.put("validate", () -> new ValidateCommand(console));
        commands.put("query", () -> new QueryCommand(console));
        commands.put("explain", () -> new ExplainCommand(console));
        commands.put("sample-logs", () -> new SampleLogsCommand(console));
        commands.put("demo", () -> new DemoCommand(console));
        commands.put("serve", () -> new ServeCommand(console));
        commands.put("verify-export", () -> new VerifyExportCommand(console));
        commands.put("test", () -> new TestCommand(console));
        commands.put("graph", () -> new GraphCommand(console));
        commands.put("import", () -> new ImportCommand(console));
        commands.put("iam", () -> new IamCommand(console));
        commands.put("status", () -> new StatusCommand(console));
        commands.put("history", () -> new HistoryCommand(console));
        commands.put("trigger", () -> new RequestCommand.Trigger(console));
        commands.put("pause", () -> new RequestCommand.Pause(console));
        commands.put("resume", () -> new RequestCommand.Resume(console));
        commands.put("reset", () -> new RequestCommand.Reset(console));
        commands.put("rewind", () -> new RequestCommand.Rewind(console));
        commands.put(
                "deliveries",
                () -> new CommandLine(new DeliveriesCommand())
                        .addSubcommand(new DeliveriesCommand.ListCommand(console))
                        .addSubcommand(new DeliveriesCommand.ShowCommand(console))
                        .addSubcommand(new DeliveriesCommand.ReplayCommand(console)));
        commands.put("warm-up", () -> new WarmUpCommand(console, commands.keySet()));
        commands.put(
                "completion",
                () -> new CompletionCommand(console, () -> line(new AutomationsCommand(), commands(console), ALL)));
        return commands;
    }

    /**
     * The command line, with no more of it made than the arguments need: the commands that they name. Where the first
     * word is none, the others are there by name and description.
     */
    private static CommandLine line(
            AutomationsCommand root, Map<String, Supplier<Object>> commands, String... arguments) {
        CommandLine line = new CommandLine(root);
        List<String> words = Arrays.asList(arguments);
        boolean isPlain =
                words.stream().findFirst().filter(commands::containsKey).isPresent();
        commands.forEach((name, command) -> {
            boolean isNamed = isPlain ? name.equals(words.get(0)) : words.contains(name);
            if (isNamed || words.contains(ALL)) {
                line.addSubcommand(command.get());
            } else if (!isPlain) {
                line.addSubcommand(name, mentioned(command.get()));
            }
        });
        if (isPlain) {
            line.getSubcommands().values().forEach(AutomationsCommand::withHelp);
        } else {
            line.addSubcommand(new CommandLine.HelpCommand());
            withHelp(line);
        }
        return line;
    }

    /** As much of a command as a list of commands shows. */
    private static Object mentioned(Object command) {
        Command description = command.getClass().getAnnotation(Command.class);
        if (description == null) {
            return command;
        }
        CommandSpec mention = CommandSpec.create();
        mention.usageMessage().description(description.description()).hidden(description.hidden());
        return mention;
    }

    private static void withHelp(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.getSubcommands().values().forEach(AutomationsCommand::withHelp);
    }

    /** The release, as the jar's manifest has it. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String release = AutomationsCommand.class.getPackage().getImplementationVersion();
            return new String[] {"automations " + (release == null ? "(not packaged)" : release)};
        }
    }
}
