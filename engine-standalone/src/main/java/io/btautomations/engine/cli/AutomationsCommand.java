package io.btautomations.engine.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
        CommandLine commands = new CommandLine(root);
        commands.addSubcommand(new RunCommand(console));
        commands.addSubcommand(new ValidateCommand(console));
        commands.addSubcommand(new QueryCommand(console));
        commands.addSubcommand(new ExplainCommand(console));
        commands.addSubcommand(new SampleLogsCommand(console));
        commands.addSubcommand(new DemoCommand(console));
        commands.addSubcommand(new VerifyExportCommand(console));
        commands.addSubcommand(new TestCommand(console));
        commands.addSubcommand(new StatusCommand(console));
        commands.addSubcommand(new HistoryCommand(console));
        commands.addSubcommand(new RequestCommand.Trigger(console));
        commands.addSubcommand(new RequestCommand.Pause(console));
        commands.addSubcommand(new RequestCommand.Resume(console));
        commands.addSubcommand(new RequestCommand.Reset(console));
        commands.addSubcommand(new CommandLine(new DeliveriesCommand())
                .addSubcommand(new DeliveriesCommand.ListCommand(console))
                .addSubcommand(new DeliveriesCommand.ShowCommand(console))
                .addSubcommand(new DeliveriesCommand.ReplayCommand(console)));
        commands.addSubcommand(new CommandLine.HelpCommand());
        for (CommandLine command : commands.getSubcommands().values()) {
            command.getCommandSpec().mixinStandardHelpOptions(true);
        }
        commands.getCommandSpec().mixinStandardHelpOptions(true);
        commands.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(
                console.interactive() ? CommandLine.Help.Ansi.AUTO : CommandLine.Help.Ansi.OFF));
        commands.setExecutionExceptionHandler((exception, line, result) ->
                new Failures(console, root.verbose()).handleExecutionException(exception, line, result));
        return commands.execute(arguments);
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
