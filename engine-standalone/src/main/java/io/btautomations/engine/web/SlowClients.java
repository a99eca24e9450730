package io.btautomations.engine.web;

import java.util.Map;

/** Has the JDK's HTTP server give up on clients that take too long. */
public final class SlowClients {

    private static final Map<String, String> LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", "60",
            "sun.net.httpserver.maxRspTime", "300",
            "sun.net.httpserver.idleInterval", "60",
            "sun.net.httpserver.nodelay", "true",
            "jdk.httpserver.maxConnections", "1000");

    private SlowClients() {}

    /** Has an effect before the first server of a process is made; what the user set stays as it is. */
    public static void limit() {
        LIMITS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
