package io.btautomations.core.braintrust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks HTTP on loopback byte for byte as a test wants, one exchange a connection, and then closes or stalls. */
final class RawServer implements AutoCloseable {

    /** What is sent to whoever has asked. */
    @FunctionalInterface
    interface Speech {
        void speak(OutputStream out) throws IOException;
    }

    private final ServerSocket listening;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger exchanges = new AtomicInteger();
    private volatile Speech speech = out -> {};
    private volatile boolean stalling;

    RawServer() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    int exchanges() {
        return exchanges.get();
    }

    /** Says this to whoever asks. */
    RawServer say(Speech words) {
        speech = words;
        return this;
    }

    /** Keeps silent after its words instead of closing the connection. */
    RawServer stalling() {
        stalling = true;
        return this;
    }

    /** Says this head, this body, and no more. */
    RawServer say(String head, byte[] body) {
        return say(out -> {
            out.write(ApiServer.utf8(head));
            out.write(body);
        });
    }

    /** Head of an answer whose body has a length. */
    static String head(int length, String... headers) {
        return head("Content-Length: " + length, List.of(headers));
    }

    /** Head of an answer whose body comes in chunks. */
    static String chunkedHead(String... headers) {
        return head("Transfer-Encoding: chunked", List.of(headers));
    }

    /** Head of an answer that ends with its connection. */
    static String endlessHead(String... headers) {
        return head("Connection: close", List.of(headers));
    }

    /** A body in chunks of at most this size. */
    static byte[] chunked(byte[] body, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < body.length; from += size) {
            int length = Math.min(size, body.length - from);
            out.writeBytes(ApiServer.utf8(Integer.toHexString(length) + "\r\n"));
            out.write(body, from, length);
            out.writeBytes(ApiServer.utf8("\r\n"));
        }
        out.writeBytes(ApiServer.utf8("0\r\n\r\n"));
        return out.toByteArray();
    }

    private static String head(String length, List<String> headers) {
        List<String> lines = new ArrayList<>(List.of("HTTP/1.1 200 OK", length));
        lines.addAll(headers);
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> exchange(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void exchange(Socket socket) {
        try (socket) {
            readRequest(socket.getInputStream());
            exchanges.incrementAndGet();
            OutputStream out = socket.getOutputStream();
            speech.speak(out);
            out.flush();
            if (stalling) {
                closed.await();
            }
        } catch (IOException | InterruptedException e) {
            // The client has gone, as it may in these tests.
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        String lower = head.toString().toLowerCase();
        int at = lower.indexOf("content-length:");
        if (at >= 0) {
            String length = lower.substring(at + "content-length:".length(), lower.indexOf("\r\n", at))
                    .strip();
            in.readNBytes(Integer.parseInt(length));
        }
    }
}
