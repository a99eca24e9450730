package io.btautomations.core.braintrust;

import io.btautomations.core.port.HttpTransport.Response;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;

/** A response without a connection. */
record Scripted(ApiServer.Reply reply) implements Response {

    @Override
    public int status() {
        return reply.status();
    }

    @Override
    public Optional<String> header(String name) {
        String prefix = name.toLowerCase() + ":";
        return reply.headers().stream()
                .filter(line -> line.toLowerCase().startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst();
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(reply.body());
    }

    @Override
    public boolean delimited() {
        return true;
    }

    @Override
    public void close() {}
}
