package io.btautomations.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A NiFi server of its own process, on loopback ports that were free, with our NAR. */
public final class NiFiServer implements AutoCloseable {

    private static final Script SCRIPT = new Script("nifi/nifi-home.sh");

    private final Path home;
    private final NiFiClient client;

    private NiFiServer(Path home, NiFiClient client) {
        this.home = home;
        this.client = client;
    }

    /** Starts a server in a fresh home and waits for its REST API; the first time, its parts are fetched. */
    static NiFiServer start() {
        Path home = create("nifi-home");
        return start(home, SCRIPT);
    }

    /** Starts a server that has NiFi's own standard processors, and Java's compilers and memory as in production. */
    static NiFiServer startInFull() {
        Path home = create("nifi-home-in-full");
        SCRIPT.run("standard", home.toString());
        return start(home, SCRIPT.with("NIFI_JAVA_OPTIONS", "-XX:TieredStopAtLevel=4 -Xmx2g"));
    }

    private static Path create(String name) {
        Path home = TestFiles.freshFolder(name);
        SCRIPT.run("create", home.toString());
        return home;
    }

    private static NiFiServer start(Path home, Script script) {
        try {
            Files.copy(
                    TestFiles.nar(),
                    home.resolve("extensions").resolve(TestFiles.nar().getFileName()));
            int http = Ports.free();
            script.run("start", home.toString(), Integer.toString(http), Integer.toString(Ports.free()));
            return new NiFiServer(home, new NiFiClient(http));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the parts of the server are kept; the first time, they are fetched. */
    public static Path parts() {
        return Path.of(SCRIPT.run("parts").strip());
    }

    public NiFiClient client() {
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
        SCRIPT.run("stop", home.toString());
    }
}
