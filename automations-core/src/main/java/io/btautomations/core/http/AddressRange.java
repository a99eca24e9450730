package io.btautomations.core.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses that begin with the same bits. Immutable. */
final class AddressRange {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern DOTTED = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern COLONS = Pattern.compile("(?=.*:)[0-9A-Fa-f:][0-9A-Fa-f:.]*");

    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** The range that {@code 10.0.0.0/8}, {@code fc00::/7}, {@code 127.0.0.1} or {@code [::1]} names, if any. */
    static Optional<AddressRange> find(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = literal(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = address.get().getAddress();
        int most = bytes.length * 8;
        if (slash < 0) {
            return Optional.of(new AddressRange(bytes, most));
        }
        String length = text.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > most) {
            return Optional.empty();
        }
        return Optional.of(new AddressRange(bytes, Integer.parseInt(length)));
    }

    /** A range that the program itself names. */
    static AddressRange of(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException(text + " is no address range"));
    }

    boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int whole = bits / 8;
        int rest = bits % 8;
        int mask = 0xff << (8 - rest);
        return Arrays.equals(address, 0, whole, network, 0, whole)
                && (rest == 0 || ((address[whole] ^ network[whole]) & mask) == 0);
    }

    /** The address that a text of four decimal numbers or an IPv6 text names; never a name that is looked up. */
    static Optional<InetAddress> literal(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!DOTTED.matcher(bare).matches() && !COLONS.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
