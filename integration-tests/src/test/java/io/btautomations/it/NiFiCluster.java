package io.btautomations.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Two NiFi nodes and a ZooKeeper, three processes on loopback ports that were free. */
final class NiFiCluster implements AutoCloseable {

    private static final Script SCRIPT = new Script("nifi/nifi-home.sh");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String PRIMARY = "Primary Node";

    /** A node: its home, and the ports of its REST API and its management. */
    private record Member(Path home, int port, int management) {

        void start() {
            SCRIPT.run("start", home.toString(), Integer.toString(port), Integer.toString(management));
        }

        ProcessHandle process() {
            return processOf(home);
        }
    }

    private final Path zooKeeper;
    private final List<Member> members;

    private NiFiCluster(Path zooKeeper, List<Member> members) {
        this.zooKeeper = zooKeeper;
        this.members = List.copyOf(members);
    }

    /** Starts all three, with our NAR on both nodes, and waits until the nodes have found each other. */
    static NiFiCluster start() {
        try {
            Path zooKeeper = TestFiles.freshFolder("cluster-zookeeper");
            int zooKeeperPort = Ports.free();
            List<Member> members = new ArrayList<>();
            for (int node = 1; node <= 2; node++) {
                Path home = TestFiles.freshFolder("cluster-node" + node);
                SCRIPT.run("create", home.toString());
                SCRIPT.run(
                        "join",
                        home.toString(),
                        Integer.toString(Ports.free()),
                        Integer.toString(Ports.free()),
                        Integer.toString(zooKeeperPort));
                Files.copy(
                        TestFiles.nar(),
                        home.resolve("extensions").resolve(TestFiles.nar().getFileName()));
                members.add(new Member(home, Ports.free(), Ports.free()));
            }
            NiFiCluster cluster = new NiFiCluster(zooKeeper, members);
            SCRIPT.run("zookeeper", zooKeeper.toString(), Integer.toString(zooKeeperPort));
            members.stream()
                    .map(member -> CompletableFuture.runAsync(member::start))
                    .toList()
                    .forEach(CompletableFuture::join);
            cluster.awaitWhole();
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client of a node that is alive. */
    NiFiClient client() {
        return members.stream()
                .filter(member -> member.process().isAlive())
                .findFirst()
                .map(member -> new NiFiClient(member.port()))
                .orElseThrow(() -> new AssertionError("no node is alive"));
    }

    /** Kills the node that is the primary one, or the other; answers its REST port. */
    int kill(boolean primary) {
        int port = Eventually.get("primary node", PATIENCE, this::primary);
        Member victim = members.stream()
                .filter(member -> (member.port() == port) == primary)
                .findFirst()
                .orElseThrow();
        victim.process().destroyForcibly();
        victim.process().onExit().join();
        return victim.port();
    }

    /** Starts the node of that REST port again and waits until both are connected. */
    void restart(int port) {
        members.stream().filter(member -> member.port() == port).forEach(Member::start);
        awaitWhole();
    }

    /** Has ZooKeeper stand still for that long. */
    void pauseZooKeeper(Duration duration) throws IOException, InterruptedException {
        long pid = processOf(zooKeeper).pid();
        signal("-STOP", pid);
        try {
            Thread.sleep(duration);
        } finally {
            signal("-CONT", pid);
        }
    }

    /** Waits until both nodes are connected and one of them is the primary one. */
    void awaitWhole() {
        Eventually.holds("cluster of two connected nodes", PATIENCE, () -> {
            List<NiFiClient.Node> nodes = nodes();
            return nodes.size() == members.size()
                    && nodes.stream().allMatch(node -> node.status().equals("CONNECTED"))
                    && primary().isPresent();
        });
    }

    /** REST port of the primary node, while there is one. */
    private Optional<Integer> primary() {
        return nodes().stream()
                .filter(node ->
                        node.status().equals("CONNECTED") && node.roles().contains(PRIMARY))
                .map(NiFiClient.Node::port)
                .findFirst();
    }

    /** The nodes; none while the cluster is too busy electing to say. */
    private List<NiFiClient.Node> nodes() {
        try {
            return client().nodes();
        } catch (AssertionError | UncheckedIOException e) {
            return List.of();
        }
    }

    private static ProcessHandle processOf(Path home) {
        long pid = Long.parseLong(TestFiles.text(home.resolve("pid")).strip());
        return ProcessHandle.of(pid).orElseGet(ProcessHandle::current);
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        int exitCode =
                new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException("kill " + signal + " " + pid + " failed");
        }
    }

    @Override
    public void close() {
        members.forEach(member -> SCRIPT.run("stop", member.home().toString()));
        SCRIPT.run("stop", zooKeeper.toString());
    }
}
