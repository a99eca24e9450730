package io.btautomations.core.braintrust;

import java.io.IOException;

/** The bytes of an answer are no whole answer. The message completes "the answer of X ..."; no byte of it is shown. */
final class UnreadableAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    private final ApiException.Remedy remedy;

    private UnreadableAnswerException(String message, ApiException.Remedy remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** The bytes end where something is still to come. */
    static UnreadableAnswerException brokenOff() {
        return new UnreadableAnswerException("broke off", ApiException.Remedy.AGAIN);
    }

    /** Something stands where it cannot stand; it may have been damaged on its way. */
    static UnreadableAnswerException damaged(String what) {
        return new UnreadableAnswerException("is damaged: " + what, ApiException.Remedy.AGAIN);
    }

    /** It is not what Braintrust answers. */
    static UnreadableAnswerException foreign(String what) {
        return new UnreadableAnswerException(what, ApiException.Remedy.CHANGE);
    }

    /** It is for people, so something else than Braintrust's API answered. */
    static UnreadableAnswerException page() {
        return foreign("is a web page; check API URL, and what a proxy may answer");
    }

    ApiException.Remedy remedy() {
        return remedy;
    }
}
