package io.btautomations.core.parquet;

import java.util.Arrays;

/**
 * Finds the members of an object of numbers, or the elements of a list of texts, as they mostly are: few, all
 * different, nothing escaped. Needs valid JSON. Holds the places that were found last. For one thread.
 */
final class PlainMembers {

    private static final int MOST = 64;

    private final int[] textStarts = new int[MOST];
    private final int[] textEnds = new int[MOST];
    private final int[] numberStarts = new int[MOST];
    private final int[] numberEnds = new int[MOST];
    private int count;

    /** Looks at an object; false unless it is as described, with numbers and nulls only. */
    boolean findNumbers(byte[] bytes, int from) {
        count = 0;
        int at = JsonSlices.skipSpace(bytes, from + 1);
        while (bytes[at] != '}') {
            int name = at + 1;
            int nameEnd = JsonSlices.plainTextEnd(bytes, at);
            if (nameEnd < 0 || count == MOST || isKnown(bytes, name, nameEnd)) {
                return false;
            }
            at = JsonSlices.skipSpace(bytes, JsonSlices.skipSpace(bytes, nameEnd + 1) + 1);
            int valueEnd = JsonSlices.scalarEnd(bytes, at);
            boolean isNull = bytes[at] == 'n';
            if (!isNull && bytes[at] != '-' && (bytes[at] < '0' || bytes[at] > '9')) {
                return false;
            }
            textStarts[count] = name;
            textEnds[count] = nameEnd;
            numberStarts[count] = at;
            numberEnds[count] = isNull ? at : valueEnd;
            count++;
            at = JsonSlices.skipSpace(bytes, valueEnd);
            at = bytes[at] == ',' ? JsonSlices.skipSpace(bytes, at + 1) : at;
        }
        return true;
    }

    /** Looks at a list; false unless it is as described, with texts only. Texts may be the same. */
    boolean findTexts(byte[] bytes, int from) {
        count = 0;
        int at = JsonSlices.skipSpace(bytes, from + 1);
        while (bytes[at] != ']') {
            int end = bytes[at] == '"' ? JsonSlices.plainTextEnd(bytes, at) : -1;
            if (end < 0 || count == MOST) {
                return false;
            }
            textStarts[count] = at + 1;
            textEnds[count] = end;
            count++;
            at = JsonSlices.skipSpace(bytes, end + 1);
            at = bytes[at] == ',' ? JsonSlices.skipSpace(bytes, at + 1) : at;
        }
        return true;
    }

    int count() {
        return count;
    }

    /** Where a name or text begins, behind its quote. */
    int textStart(int index) {
        return textStarts[index];
    }

    int textEnd(int index) {
        return textEnds[index];
    }

    int numberStart(int index) {
        return numberStarts[index];
    }

    /** Where a number ends; where it starts if it is null. */
    int numberEnd(int index) {
        return numberEnds[index];
    }

    private boolean isKnown(byte[] bytes, int from, int to) {
        for (int i = 0; i < count; i++) {
            if (Arrays.equals(bytes, textStarts[i], textEnds[i], bytes, from, to)) {
                return true;
            }
        }
        return false;
    }
}
