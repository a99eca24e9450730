package io.btautomations.core.http;

import io.btautomations.core.port.RefusedAddressException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Looks names up in bounded time and hands on only addresses that the guard permits. What connects, connects to these
 * very addresses: between check and use there is no second look-up that could tell otherwise.
 */
final class CheckedDns implements Dns {

    /** A refusal in the only kind of exception that a look-up may throw. */
    static final class RefusedHostException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        RefusedHostException(String message) {
            super(message);
        }
    }

    private final Resolver resolver;
    private final Optional<AddressGuard> guard;
    private final Duration timeout;

    CheckedDns(Resolver resolver, Optional<AddressGuard> guard, Duration timeout) {
        this.resolver = resolver;
        this.guard = guard;
        this.timeout = timeout;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> addresses = resolve(host);
        if (guard.isEmpty()) {
            return addresses;
        }
        try {
            return guard.get().permitted(host, addresses);
        } catch (RefusedAddressException e) {
            RefusedHostException refused = new RefusedHostException(String.valueOf(e.getMessage()));
            refused.initCause(e);
            throw refused;
        }
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        FutureTask<List<InetAddress>> task = new FutureTask<>(() -> resolver.resolve(host));
        Thread.ofVirtual().name("resolve " + host).start(task);
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(host + " cannot be resolved", e);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw failure(host + " was not resolved in time", e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw failure("looking " + host + " up was interrupted", e);
        }
    }

    private static UnknownHostException failure(String message, Exception cause) {
        UnknownHostException failure = new UnknownHostException(message);
        failure.initCause(cause);
        return failure;
    }
}
