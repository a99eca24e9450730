package io.btautomations.engine.serve;

import io.btautomations.engine.serve.log.LogException;
import java.util.Map;

/** A request is not answered as asked. The message is for the one who asked; it has no secret in it. */
final class RequestFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    private RequestFailure(int status, String code, String message, Map<String, String> headers) {
        super(message);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    private RequestFailure(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    static RequestFailure malformed(String message) {
        return new RequestFailure(400, "BadRequestError", message);
    }

    static RequestFailure unauthorized(String message) {
        return new RequestFailure(401, "UnauthorizedError", message, Map.of("WWW-Authenticate", "Bearer"));
    }

    static RequestFailure forbidden(String message) {
        return new RequestFailure(403, "ForbiddenError", message);
    }

    static RequestFailure notFound(String message) {
        return new RequestFailure(404, "NotFoundError", message);
    }

    static RequestFailure wrongMethod(String message, String allowed) {
        return new RequestFailure(405, "MethodNotAllowedError", message, Map.of("Allow", allowed));
    }

    static RequestFailure tooLarge(String message) {
        return new RequestFailure(413, "PayloadTooLargeError", message);
    }

    static RequestFailure wrongMediaType(String message) {
        return new RequestFailure(415, "UnsupportedMediaTypeError", message);
    }

    static RequestFailure tooMany(String message, long retryAfterSeconds) {
        return new RequestFailure(
                429, "TooManyRequestsError", message, Map.of("Retry-After", Long.toString(retryAfterSeconds)));
    }

    static RequestFailure internal(String message) {
        return new RequestFailure(500, "InternalServerError", message);
    }

    static RequestFailure stopping() {
        return new RequestFailure(503, "ServiceUnavailableError", "the server is stopping", Map.of("Retry-After", "1"));
    }

    static RequestFailure of(LogException failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case MALFORMED -> malformed(message);
            case FORBIDDEN -> forbidden(message);
            case TOO_LARGE -> tooLarge(message);
        };
    }

    int status() {
        return status;
    }

    /** The name of the failure, for programs. */
    String code() {
        return code;
    }

    Map<String, String> headers() {
        return headers;
    }
}
