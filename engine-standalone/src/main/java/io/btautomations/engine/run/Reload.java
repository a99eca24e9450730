package io.btautomations.engine.run;

import java.util.Collection;
import java.util.List;

/**
 * What a reload changed, as names of automations.
 *
 * @param added that were not there before
 * @param changed that run on in another form
 * @param removed that are not there any more
 */
public record Reload(List<String> added, List<String> changed, List<String> removed) {

    public Reload {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    static Reload of(List<String> opened, List<String> ended, Collection<String> wanted) {
        return new Reload(
                opened.stream().filter(name -> !ended.contains(name)).toList(),
                opened.stream().filter(ended::contains).toList(),
                ended.stream().filter(name -> !wanted.contains(name)).toList());
    }
}
