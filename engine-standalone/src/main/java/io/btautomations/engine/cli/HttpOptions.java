package io.btautomations.engine.cli;

import io.btautomations.engine.http.Controls;
import io.btautomations.engine.http.StatusServer;
import io.btautomations.engine.run.World;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.web.AccessToken;
import io.btautomations.engine.web.ListenAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and where an engine shows its status page. */
final class HttpOptions {

    private static final String TOKEN_VARIABLE = "AUTOMATIONS_HTTP_TOKEN";

    @Option(
            names = "--http",
            paramLabel = "[HOST:]PORT",
            description = {
                "Serve a status page with buttons, /metrics for Prometheus, /healthz and /readyz;",
                "on 127.0.0.1 unless said otherwise, port 0 for any free one."
            })
    private @Nullable String address;

    @Option(
            names = "--http-token",
            paramLabel = "FILE",
            description = {
                "Has the token that clients of --http must show; or set " + TOKEN_VARIABLE + ".",
                "Without one only this machine is listened to."
            })
    private @Nullable Path tokenFile;

    /** What the page is to be, if there is to be one. */
    Optional<StatusServer.Settings> settings(Console console) throws IOException, CommandFailure {
        if (address == null) {
            return Optional.empty();
        }
        InetSocketAddress listen = listen(address);
        Optional<AccessToken> token = token(console);
        if (token.isEmpty() && !listen.getAddress().isLoopbackAddress()) {
            throw new CommandFailure(
                    ExitCode.CONFIGURATION,
                    "other machines can reach " + address + ", so clients must show a token",
                    "put one into a file and name it with --http-token, or set " + TOKEN_VARIABLE);
        }
        String version = new AutomationsCommand.Version().getVersion()[0].replace("automations ", "");
        return Optional.of(new StatusServer.Settings(listen, token, version));
    }

    /** Begins to listen. */
    StatusServer start(StatusServer.Settings settings, EngineStore store, Controls controls, World world)
            throws IOException, CommandFailure {
        try {
            return StatusServer.start(settings, store, controls, world);
        } catch (BindException e) {
            throw new CommandFailure(
                    ExitCode.IO,
                    "cannot listen on " + address + ": " + e.getMessage(),
                    "stop what listens there, or choose another port with --http");
        }
    }

    private static InetSocketAddress listen(String address) throws CommandFailure {
        try {
            return ListenAddress.parse(address).resolve();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--http " + e.getMessage());
        } catch (UnknownHostException e) {
            throw new CommandFailure(ExitCode.USAGE, "--http names an unknown host: '" + address + "'");
        }
    }

    private Optional<AccessToken> token(Console console) throws IOException, CommandFailure {
        String variable = console.environment().getOrDefault(TOKEN_VARIABLE, "").strip();
        if (tokenFile == null && variable.isEmpty()) {
            return Optional.empty();
        }
        String from = tokenFile == null ? TOKEN_VARIABLE : "'" + tokenFile + "'";
        try {
            return Optional.of(AccessToken.of(tokenFile == null ? resolved(variable) : content(tokenFile.toString())));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, from + " has no token: " + e.getMessage());
        }
    }

    /** As everywhere, a value {@code @PATH} stands for the content of that file. */
    private static String resolved(String value) throws IOException {
        return value.startsWith("@") ? content(value) : value;
    }

    private static String content(String path) throws IOException {
        return Files.readString(Path.of(path.startsWith("@") ? path.substring(1) : path))
                .strip();
    }
}
