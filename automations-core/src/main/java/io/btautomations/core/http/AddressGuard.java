package io.btautomations.core.http;

import io.btautomations.core.port.RefusedAddressException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides what may be reached. Immutable. */
final class AddressGuard {

    private static final Set<Integer> PORTS = Set.of(80, 443, 8080, 8443);
    /** What is connected to without a look-up, in whichever form it stands. */
    private static final Pattern ODD_ADDRESS = Pattern.compile("[\\d.]+|.*:.*");

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
        checkAddress(host);
        if (!PORTS.contains(port)) {
            throw new RefusedAddressException(
                    host + " has the unusual port " + port + "; name the host in Allowed Hosts if that is meant");
        }
    }

    /**
     * Checks a host that is an address; a name is judged by what it resolves to.
     *
     * @param host IPv6 without brackets
     */
    void checkAddress(String host) throws RefusedAddressException {
        if (allowed.allowsName(host)) {
            return;
        }
        Optional<InetAddress> literal = AddressRange.literal(host);
        if (literal.isPresent()) {
            check(host, literal.get());
        } else if (ODD_ADDRESS.matcher(host).matches()) {
            throw new RefusedAddressException(
                    host + " is an address in an unusual form; write four numbers with dots between them");
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
