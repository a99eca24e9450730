package io.btautomations.engine.http;

import io.btautomations.engine.store.StoreException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which handler answers which path and method. Filled before it is used. */
final class Routes {

    /** Answers requests of one kind. Safe for use by several threads. */
    @FunctionalInterface
    interface Handler {

        /** @throws RequestFailure instead of an answer */
        Response answer(Request request) throws RequestFailure, StoreException, IOException, InterruptedException;
    }

    /** Who may ask. */
    enum Access {
        /** Whoever reaches the server: it learns nothing. */
        OPEN,
        /** Who may look. */
        LOOK,
        /** Who may look, by a page of ours or a program of its own. */
        CHANGE
    }

    /** A handler and its guards. */
    record Route(Access access, Handler handler) {

        String method() {
            return access == Access.CHANGE ? "POST" : "GET";
        }
    }

    private final Map<String, Route> routes = new LinkedHashMap<>();

    void add(Access access, String path, Handler handler) {
        routes.put(path, new Route(access, handler));
    }

    /** The route of a request after all its guards have let it pass. */
    Route find(Request request, Guard guard) throws RequestFailure, IOException {
        guard.checkHost(request);
        Route route = routes.get(request.path());
        if (route == null || route.access() != Access.OPEN) {
            guard.checkToken(request);
        }
        if (route == null) {
            throw new RequestFailure(404, "there is nothing at this path");
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        if (!method.equals(route.method())) {
            throw new RequestFailure(
                    405,
                    "this path takes " + route.method() + ", not " + request.method(),
                    Map.of("Allow", route.method()));
        }
        if (route.access() == Access.CHANGE) {
            guard.checkOrigin(request);
        }
        return route;
    }
}
