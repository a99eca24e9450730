package io.btautomations.engine.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which endpoint answers what. Filled before it is used. */
final class Routes {

    private record Route(String method, Pattern path, Endpoint endpoint) {}

    private final List<Route> routes = new ArrayList<>();

    /** @param path a star in it stands for a piece without slash */
    void add(String method, String path, Endpoint endpoint) {
        Pattern pattern = Pattern.compile(Pattern.quote(path).replace("*", "\\E[^/]+\\Q") + "/?");
        routes.add(new Route(method, pattern, endpoint));
    }

    Endpoint find(String method, String path) throws RequestFailure {
        List<Route> here = routes.stream()
                .filter(route -> route.path().matcher(path).matches())
                .toList();
        if (here.isEmpty()) {
            throw RequestFailure.notFound("there is nothing at this path");
        }
        for (Route route : here) {
            if (route.method().equals(method)) {
                return route.endpoint();
            }
        }
        String allowed = here.stream().map(Route::method).distinct().collect(Collectors.joining(", "));
        throw RequestFailure.wrongMethod("this path takes " + allowed + ", not " + method, allowed);
    }
}
