package io.btautomations.core.braintrust;

import io.btautomations.core.braintrust.ApiException.Remedy;
import io.btautomations.core.braintrust.FailedAttemptException.Repeat;
import io.btautomations.core.port.HttpTransport.Response;
import java.net.URI;
import java.util.Optional;

/** An answer that the endpoint put into an object store, behind an address that is a secret. */
final class HandOver {

    private static final int SEE_OTHER = 303;

    private HandOver() {}

    /**
     * Where the answer is; empty if the response hands none over.
     *
     * @param asked the address that was asked
     * @param wanted whether an answer may be fetched elsewhere
     */
    static Optional<URI> target(URI asked, Response response, boolean wanted) throws FailedAttemptException {
        if (response.status() != SEE_OTHER) {
            return Optional.empty();
        }
        Peer peer = new Peer(asked);
        if (!wanted) {
            throw new FailedAttemptException(
                    new ApiException(
                            peer + " puts its answer into an object store (303), which is not to be asked; ask for"
                                    + " fewer rows or fields",
                            Remedy.FEWER_ROWS),
                    Repeat.NEVER);
        }
        URI target = response.header("Location")
                .flatMap(location -> resolve(asked, location))
                .orElseThrow(() -> new FailedAttemptException(
                        new ApiException(peer + " does not tell where it put its answer (303)", Remedy.AGAIN),
                        Repeat.SEVERAL_TIMES));
        Peer store = new Peer(target);
        if (!store.isEncrypted() && (peer.isEncrypted() || !peer.isLoopback())) {
            throw new FailedAttemptException(
                    new ApiException(
                            peer + " puts its answer at " + store + " (303), and only https is followed",
                            Remedy.CHANGE),
                    Repeat.NEVER);
        }
        return Optional.of(target);
    }

    /** What it means that the object store did not answer with the rows. */
    static FailedAttemptException refused(Peer store, int status) {
        if (status >= 300 && status < 400) {
            return new FailedAttemptException(
                    new ApiException(
                            store + ", where the answer was put, redirects again (" + status
                                    + "), which is not followed",
                            Remedy.CHANGE),
                    Repeat.NEVER);
        }
        return new FailedAttemptException(
                new ApiException(
                        store + ", where the answer was put, does not hand it out (" + status + ")", Remedy.AGAIN),
                Repeat.SEVERAL_TIMES);
    }

    private static Optional<URI> resolve(URI asked, String location) {
        try {
            URI target = asked.resolve(location.strip());
            boolean web = "https".equalsIgnoreCase(target.getScheme()) || "http".equalsIgnoreCase(target.getScheme());
            return web && target.getHost() != null && target.getRawUserInfo() == null
                    ? Optional.of(target)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
