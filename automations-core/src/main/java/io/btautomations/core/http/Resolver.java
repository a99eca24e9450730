package io.btautomations.core.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks host names up. Safe for use by several threads. */
@FunctionalInterface
interface Resolver {

    /** The addresses of a name, at least one. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
