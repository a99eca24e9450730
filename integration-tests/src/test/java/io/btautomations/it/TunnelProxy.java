package io.btautomations.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy on loopback that opens tunnels to whoever shows a login, and takes every name for 127.0.0.1. */
final class TunnelProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final String login;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    /** @param login value that the header Proxy-Authorization must have */
    TunnelProxy(String login) {
        this.login = login;
        try {
            listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
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
            if (!head.startsWith("CONNECT ") || !head.contains("Proxy-Authorization: " + login + "\r\n")) {
                answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"");
                return;
            }
            String target = head.split(" ", 3)[1];
            int port = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                answer(client, "200 Connection established");
                Thread up = Thread.ofVirtual().start(() -> copy(in, server));
                copy(server.getInputStream(), client);
                up.join();
            }
        } catch (IOException | InterruptedException e) {
            heads.add("broken: " + e);
        }
    }

    private static void answer(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0 && head.indexOf("\r\n\r\n") < 0; next = in.read()) {
            head.append((char) next);
            if (head.toString().endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString();
    }

    /** Until one of the two has gone. */
    private static void copy(InputStream from, Socket to) {
        try (OutputStream out = to.getOutputStream()) {
            from.transferTo(out);
        } catch (IOException e) {
            return;
        }
    }
}
