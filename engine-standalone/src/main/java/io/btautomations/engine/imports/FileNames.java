package io.btautomations.engine.imports;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names for files after names for people: letters, digits and hyphens, no name twice. */
final class FileNames {

    private static final int LONGEST = 60;

    private final Set<String> taken = new HashSet<>();

    String of(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String cut = plain.substring(0, Math.min(LONGEST, plain.length()));
        String base = cut.isEmpty() ? "automation" : cut;
        String candidate = base;
        for (int number = 2; !taken.add(candidate); number++) {
            candidate = base + "-" + number;
        }
        return candidate;
    }
}
