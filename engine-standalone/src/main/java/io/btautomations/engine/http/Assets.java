package io.btautomations.engine.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The files that pages are made of, as the jar has them. */
enum Assets {
    STYLE("page.css", "text/css; charset=utf-8"),
    SCRIPT("page.js", "text/javascript; charset=utf-8"),
    ICON("icon.svg", "image/svg+xml");

    private final String file;
    private final String type;

    Assets(String file, String type) {
        this.file = file;
        this.type = type;
    }

    String path() {
        return "/" + file;
    }

    Response response() throws IOException {
        try (InputStream in = Assets.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("the jar does not hold '" + file + "'");
            }
            return Response.ok(type, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
