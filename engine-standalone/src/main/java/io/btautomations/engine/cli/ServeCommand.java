package io.btautomations.engine.cli;

import io.btautomations.engine.serve.LogServer;
import io.btautomations.engine.serve.ServerLimits;
import io.btautomations.engine.serve.log.LogStore;
import io.btautomations.engine.serve.log.Notices;
import io.btautomations.engine.web.AccessToken;
import io.btautomations.engine.web.ListenAddress;
import io.btautomations.engine.web.SlowClients;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves logs as Braintrust does. */
@Command(
        name = "serve",
        description = {
            "Answers what Braintrust's API answers, from logs in a directory: queries, and what the official clients log.",
            "SIGTERM and SIGINT let requests come to their end."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped",
            "2:the command line makes no sense",
            "74:a file cannot be used, or the address cannot be had",
            "75:another process serves the directory",
            "78:the token cannot be used, or is missing where other machines can reach the address"
        })
final class ServeCommand implements Callable<Integer> {

    private static final String TOKEN_VARIABLE = "AUTOMATIONS_SERVE_TOKEN";

    private final Console console;

    @Option(
            names = "--logs",
            required = true,
            paramLabel = "DIR",
            description = {
                "Where logs are and go: a folder for each project. Files of JSON Lines, plain, .gz or .zst, that lie in",
                "DIR or in its folders already can be read as well. Made if it is not there."
            })
    private Path logs = Path.of("logs");

    @Option(
            names = "--http",
            required = true,
            paramLabel = "[HOST:]PORT",
            description = "Where to listen; 127.0.0.1 unless said otherwise, port 0 for any free one.")
    private String address = "";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = {
                "Has the API key that clients must show; or set " + TOKEN_VARIABLE + ".",
                "Without one any key will do, and only this machine is listened to."
            })
    private @Nullable Path tokenFile;

    @Option(
            names = "--queries-per-minute",
            paramLabel = "N",
            description = "More are answered with 429; default: as many as come.")
    private @Nullable Integer queriesPerMinute;

    @Option(
            names = "--format",
            description = "How it is said where it listens: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.text;

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, CommandFailure, InterruptedException {
        if (queriesPerMinute != null && queriesPerMinute < 1) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--queries-per-minute must be at least 1, got " + queriesPerMinute);
        }
        InetSocketAddress listen = address();
        Optional<AccessToken> token = token();
        if (token.isEmpty() && !listen.getAddress().isLoopbackAddress()) {
            throw new CommandFailure(
                    ExitCode.CONFIGURATION,
                    "other machines can reach " + address + ", so clients must show a token",
                    "put one into a file and name it with --token-file, or set " + TOKEN_VARIABLE);
        }
        SlowClients.limit();
        Notices notices = sentence -> console.err().println("automations: " + sentence);
        try (Shutdown shutdown = Shutdown.install(console);
                LogStore store = LogStore.open(logs, LogStore.USUAL_SEGMENT, Worlds.CLOCK, notices);
                LogServer server = start(listen, token, store, notices)) {
            if (format == OutputFormat.json) {
                tell(server, token);
            } else {
                welcome(server, token);
            }
            console.out().flush();
            shutdown.await();
            console.err().println("automations: stopping: requests come to their end");
        } catch (LogStore.InUseException e) {
            throw new CommandFailure(ExitCode.TEMPORARY, String.valueOf(e.getMessage()));
        }
        return ExitCode.OK;
    }

    private LogServer start(InetSocketAddress listen, Optional<AccessToken> token, LogStore store, Notices notices)
            throws IOException, CommandFailure {
        ServerLimits limits = queriesPerMinute == null
                ? ServerLimits.STANDARD
                : ServerLimits.STANDARD.withQueriesAMinute(queriesPerMinute);
        LogServer.Settings settings = new LogServer.Settings(
                listen,
                token,
                limits,
                new AutomationsCommand.Version().getVersion()[0].replace("automations ", ""),
                Path.of(System.getProperty("java.io.tmpdir", ".")));
        try {
            return LogServer.start(settings, store, Worlds.CLOCK, new SecureRandom()::nextBytes, notices);
        } catch (BindException e) {
            throw new CommandFailure(
                    ExitCode.IO,
                    "cannot listen on " + address + ": " + e.getMessage(),
                    "stop what listens there, or choose another port with --http");
        }
    }

    private InetSocketAddress address() throws CommandFailure {
        try {
            return ListenAddress.parse(address).resolve();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--http " + e.getMessage());
        } catch (UnknownHostException e) {
            throw new CommandFailure(ExitCode.USAGE, "--http names an unknown host: '" + address + "'");
        }
    }

    private Optional<AccessToken> token() throws IOException, CommandFailure {
        String variable = console.environment().getOrDefault(TOKEN_VARIABLE, "").strip();
        if (tokenFile == null && variable.isEmpty()) {
            return Optional.empty();
        }
        String from = tokenFile == null ? TOKEN_VARIABLE : "'" + tokenFile + "'";
        String text = tokenFile == null ? variable : Files.readString(tokenFile).strip();
        try {
            return Optional.of(AccessToken.of(text));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, from + " is no token: " + e.getMessage());
        }
    }

    private void welcome(LogServer server, Optional<AccessToken> token) {
        String url = server.url();
        String key = token.isEmpty() ? "any-key" : "$BRAINTRUST_API_KEY";
        console.out().println("Serving the logs in '" + logs + "' at " + url);
        console.out().println("For Braintrust's clients:");
        console.out().println("  export BRAINTRUST_API_URL=" + url + " BRAINTRUST_APP_URL=" + url);
        console.out()
                .println(
                        token.isEmpty()
                                ? "  export BRAINTRUST_API_KEY=any-key   (any key will do; only this machine can connect)"
                                : "  export BRAINTRUST_API_KEY=...       (the token)");
        console.out().println("To try it:");
        console.out()
                .println("  curl " + url + "/btql -H \"Authorization: Bearer " + key
                        + "\" -H 'Content-Type: application/json' \\");
        console.out()
                .println("    -d '{\"query\": \"select: * | from: project_logs(\\\"my-project\\\") | limit: 10\"}'");
    }

    private void tell(LogServer server, Optional<AccessToken> token) {
        console.out()
                .println(Json.pretty(Json.object()
                        .put("url", server.url())
                        .put("logs", logs.toString())
                        .put("token", token.isPresent())));
    }
}
