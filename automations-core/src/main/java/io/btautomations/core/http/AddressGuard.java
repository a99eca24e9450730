package io.btautomations.core.http;

import io.btautomations.core.port.RefusedAddressException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides what may be reached. Immutable. */
final class AddressGuard {

    private static final Set<Integer> PORTS = Set.of(80, 443, 8080, 8443);

    private final AllowedHosts allowed;
    private final boolean proxied;

    /** @param proxied whether a proxy looks names up, so that only allowed hosts can be told from others */
    AddressGuard(AllowedHosts allowed, boolean proxied) {
        this.allowed = allowed;
        this.proxied = proxied;
    }

    /**
     * Checks what can be known of a target before its name is looked up.
     *
     * @param host as it stands in the URL, IPv6 without brackets
     */
    void checkTarget(String host, int port) throws RefusedAddressException {
        Optional<InetAddress> literal = AddressRange.literal(host);
        if (allowed.allowsName(host) || literal.filter(allowed::allowsAddress).isPresent()) {
            return;
        }
        if (proxied) {
            throw new RefusedAddressException(
                    host + " is not in Allowed Hosts, and what a proxy reaches cannot be checked");
        }
        if (literal.isPresent()) {
            check(host, literal.get());
        }
        if (!PORTS.contains(port)) {
            throw new RefusedAddressException(
                    host + " has the unusual port " + port + "; name the host in Allowed Hosts if that is meant");
        }
    }

    /**
     * The addresses among those of a name that may be reached.
     *
     * @throws RefusedAddressException if none may
     */
    List<InetAddress> permitted(String host, List<InetAddress> addresses) throws RefusedAddressException {
        if (allowed.allowsName(host)) {
            return addresses;
        }
        List<InetAddress> permitted =
                addresses.stream().filter(this::isPermitted).toList();
        if (permitted.isEmpty() && !addresses.isEmpty()) {
            check(host, addresses.get(0));
        }
        return permitted;
    }

    private void check(String host, InetAddress address) throws RefusedAddressException {
        if (!isPermitted(address)) {
            String shown = address.getHostAddress();
            String subject = shown.equals(host) ? host : host + " resolves to " + shown + ", which";
            throw new RefusedAddressException(
                    subject + " is not on the public internet; name it in Allowed Hosts if that is meant");
        }
    }

    private boolean isPermitted(InetAddress address) {
        return PublicInternet.contains(address) || allowed.allowsAddress(address);
    }
}
