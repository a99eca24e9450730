package io.btautomations.engine.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where the process begins. */
public final class Main {

    /** Set by the launcher script, which can tell a terminal from a file. */
    private static final String TERMINAL = "automations.terminal";

    private static final String WIDTH = "automations.width";

    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        StandardOutput standardOutput = new StandardOutput();
        PrintStream out = new PrintStream(standardOutput, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Console console = new Console(
                System.in,
                out,
                err,
                Boolean.getBoolean(TERMINAL),
                Math.max(0, Integer.getInteger(WIDTH, 0)),
                System.getenv());
        int exitCode = AutomationsCommand.execute(console, arguments);
        out.flush();
        Optional<String> loss = standardOutput.failure();
        if (loss.isPresent()) {
            err.println("automations: standard output cannot be written: " + loss.get());
            exitCode = ExitCode.IO;
        }
        err.flush();
        System.exit(exitCode);
    }
}
