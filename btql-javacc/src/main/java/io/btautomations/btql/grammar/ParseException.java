package io.btautomations.btql.grammar;

/** How the generated parser says that it found a token it cannot use. */
final class ParseException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Token lastConsumed;
    private final transient int[][] expectedKinds;

    ParseException() {
        this(new Token(), new int[0][], new String[0], "");
    }

    ParseException(Token lastConsumed, int[][] expectedKinds, String[] tokenImages, String lexicalState) {
        super("syntax error", null, false, false);
        this.lastConsumed = lastConsumed;
        this.expectedKinds = expectedKinds;
    }

    /** The last token that could be used; the one after it could not. Of kind 0 at the beginning of the text. */
    Token lastConsumed() {
        return lastConsumed;
    }

    /** Sequences of token kinds that could have followed; the first of each is what was expected. */
    int[][] expectedKinds() {
        return expectedKinds;
    }
}
