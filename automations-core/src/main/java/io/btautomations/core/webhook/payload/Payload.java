package io.btautomations.core.webhook.payload;

import io.btautomations.core.port.HttpTransport.Header;
import java.net.URI;
import java.util.List;

/**
 * What is posted.
 *
 * @param target where to
 * @param contentType of the body
 * @param headers more headers that this form needs
 * @param body not to be modified
 */
public record Payload(URI target, String contentType, List<Header> headers, byte[] body) {
    public Payload {
        headers = List.copyOf(headers);
    }
}
