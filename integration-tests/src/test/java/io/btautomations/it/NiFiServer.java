package io.btautomations.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A NiFi server of its own process, on loopback ports that were free, with our NAR. */
final class NiFiServer implements AutoCloseable {

    private final Path home;
    private final NiFiClient client;

    private NiFiServer(Path home, NiFiClient client) {
        this.home = home;
        this.client = client;
    }

    /** Starts a server in a fresh home and waits for its REST API; the first time, its parts are fetched. */
    static NiFiServer start() {
        Path home = TestFiles.freshFolder("nifi-home");
        script("create", home.toString());
        try {
            Files.copy(
                    TestFiles.nar(),
                    home.resolve("extensions").resolve(TestFiles.nar().getFileName()));
            int http = freePort();
            script("start", home.toString(), Integer.toString(http), Integer.toString(freePort()));
            return new NiFiServer(home, new NiFiClient(http));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the parts of the server are kept; the first time, they are fetched. */
    static Path parts() {
        return Path.of(script("parts").strip());
    }

    NiFiClient client() {
        return client;
    }

    /** What the server logged. */
    String log() {
        try {
            return Files.readString(home.resolve("logs/nifi-app.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        script("stop", home.toString());
    }

    /** Runs the script; what it says on standard output. */
    private static String script(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(TestFiles.repository()
                .resolve("integration-tests/nifi/nifi-home.sh")
                .toString());
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException("nifi-home.sh " + arguments[0] + " failed with exit code " + exitCode);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
