package io.btautomations.btql.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt name was meant to be. */
public final class NearestName {

    private static final int LONGEST_NAME = 64;

    private NearestName() {}

    /**
     * The candidate that is spelt most like a name, if one is close enough to be meant: one slip for short names, two
     * from five letters on, three from ten on. Case does not count. The first of several equally close ones.
     */
    public static Optional<String> to(String name, Collection<String> candidates) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        int allowed = name.length() < 5 ? 1 : name.length() < 10 ? 2 : 3;
        Optional<String> nearest = Optional.empty();
        int smallest = allowed + 1;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - name.length()) < smallest) {
                int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
                if (distance < smallest) {
                    smallest = distance;
                    nearest = Optional.of(candidate);
                }
            }
        }
        return nearest;
    }

    /** Letters to insert, delete, replace, or swap with their neighbour. */
    private static int distance(String left, String right) {
        int[][] distances = new int[left.length() + 1][right.length() + 1];
        for (int row = 0; row <= left.length(); row++) {
            for (int column = 0; column <= right.length(); column++) {
                distances[row][column] =
                        row == 0 || column == 0 ? row + column : step(distances, left, right, row, column);
            }
        }
        return distances[left.length()][right.length()];
    }

    private static int step(int[][] distances, String left, String right, int row, int column) {
        boolean same = left.charAt(row - 1) == right.charAt(column - 1);
        int smallest = Math.min(
                Math.min(distances[row - 1][column], distances[row][column - 1]) + 1,
                distances[row - 1][column - 1] + (same ? 0 : 1));
        boolean swapped = row > 1
                && column > 1
                && left.charAt(row - 1) == right.charAt(column - 2)
                && left.charAt(row - 2) == right.charAt(column - 1);
        return swapped ? Math.min(smallest, distances[row - 2][column - 2] + 1) : smallest;
    }
}
