package io.btautomations.btql.grammar;

import java.io.IOException;

/**
 * Feeds a text to the token manager. Begin and end columns are offsets in the text, end exclusive; lines are not
 * counted. Nor are token images made: whoever wants the text of a token cuts it out of the source.
 */
class SpanCharStream implements CharStream {

    private static final IOException END_OF_TEXT = new EndOfText();
    private static final char[] NO_CHARACTERS = {};

    private final String text;
    private int begin;
    private int position;

    SpanCharStream(String text) {
        this.text = text;
    }

    @Override
    public char readChar() throws IOException {
        if (position >= text.length()) {
            throw END_OF_TEXT;
        }
        char character = text.charAt(position);
        position++;
        return character;
    }

    @Override
    public char BeginToken() throws IOException {
        begin = position;
        return readChar();
    }

    @Override
    public void backup(int amount) {
        position -= amount;
    }

    @Override
    public int getBeginColumn() {
        return begin;
    }

    @Override
    public int getEndColumn() {
        return position;
    }

    @Override
    public String GetImage() {
        return "";
    }

    @Override
    public char[] GetSuffix(int length) {
        return NO_CHARACTERS;
    }

    @Override
    public int getBeginLine() {
        return 1;
    }

    @Override
    public int getEndLine() {
        return 1;
    }

    @Override
    @Deprecated
    public int getColumn() {
        return position;
    }

    @Override
    @Deprecated
    public int getLine() {
        return 1;
    }

    @Override
    public void Done() {}

    @Override
    public void setTabSize(int size) {}

    @Override
    public int getTabSize() {
        return 1;
    }

    @Override
    public boolean getTrackLineColumn() {
        return false;
    }

    @Override
    public void setTrackLineColumn(boolean track) {}

    /** Says only that the text is over, so it needs no stack trace and one is enough. */
    private static final class EndOfText extends IOException {

        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
