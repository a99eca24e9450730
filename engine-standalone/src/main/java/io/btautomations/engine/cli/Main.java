package io.btautomations.engine.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the process begins. */
public final class Main {

    /** Set by the launcher script, which can tell a terminal from a file. */
    private static final String TERMINAL = "automations.terminal";

    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        boolean interactive = Boolean.getBoolean(TERMINAL);
        int exitCode = AutomationsCommand.execute(new Console(out, err, interactive, System.getenv()), arguments);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }
}
