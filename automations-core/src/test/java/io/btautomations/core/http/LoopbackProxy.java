package io.btautomations.core.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy on the loopback that takes every name for 127.0.0.1. Keeps the head of every request; lets only clients
 * through that show the right header, if it is told one.
 */
public final class LoopbackProxy implements AutoCloseable {

    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final ServerSocket listening;
    private final Optional<String> login;

    public LoopbackProxy(Optional<String> login) throws IOException {
        this.login = login;
        this.listening = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        Thread.ofVirtual().start(this::listen);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** What was asked, oldest first. */
    List<String> heads() {
        return heads;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            heads.add(head);
            if (login.isPresent() && !head.contains("Proxy-Authorization: " + login.get() + "\r\n")) {
                answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"");
                return;
            }
            String[] words = head.split(" ", 3);
            boolean tunnel = words[0].equals("CONNECT");
            URI target = URI.create(tunnel ? "tcp://" + words[1] : words[1]);
            try (Socket server = new Socket(InetAddress.getByName("127.0.0.1"), target.getPort())) {
                if (tunnel) {
                    answer(client, "200 Connection established");
                } else {
                    server.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
                }
                Thread up = Thread.ofVirtual().start(() -> copy(in, server));
                copy(server.getInputStream(), client);
                up.join();
            }
        } catch (IOException | InterruptedException e) {
            // One of the two has gone; the test sees what came of it.
        }
    }

    private static void answer(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                break;
            }
        }
        return head.toString();
    }

    private static void copy(InputStream from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                out.write(buffer, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // The other side has gone, which ends the copy.
        }
    }
}
