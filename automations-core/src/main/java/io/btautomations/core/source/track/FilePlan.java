package io.btautomations.core.source.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run does to the files.
 *
 * @param changes in the order in which they are read
 * @param forgotten marks of finished files that are to be known no longer
 */
record FilePlan(List<FileChange> changes, List<Long> forgotten) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Comparator<TrackedFile> LONGEST_UNTOUCHED_FIRST =
            Comparator.comparing(TrackedFile::modified).thenComparing(TrackedFile::path);

    FilePlan {
        changes = List.copyOf(changes);
        forgotten = List.copyOf(forgotten);
    }

    String toText() {
        ObjectNode plan = JSON.createObjectNode();
        ArrayNode files = plan.putArray("files");
        changes.forEach(change -> change.write(files.addObject()));
        if (!forgotten.isEmpty()) {
            ArrayNode marks = plan.putArray("forgotten");
            forgotten.forEach(mark -> marks.add(ContentCheck.text(mark)));
        }
        return plan.toString();
    }

    /** How long the text of a change is, in characters. */
    static int length(FileChange change) {
        ObjectNode node = JSON.createObjectNode();
        change.write(node);
        return node.toString().length() + 1;
    }

    static FilePlan parse(String text) {
        try {
            JsonNode plan = JSON.readTree(text);
            List<FileChange> changes = new ArrayList<>();
            plan.required("files").forEach(node -> changes.add(FileChange.of(node)));
            List<Long> forgotten = new ArrayList<>();
            plan.path("forgotten").forEach(node -> forgotten.add(ContentCheck.mark(node.asText())));
            return new FilePlan(changes, forgotten);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the planned ranges are no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The files after the plan, without regard to how many. */
    Map<String, TrackedFile> open(Map<String, TrackedFile> files) {
        Map<String, TrackedFile> changed = new TreeMap<>(files);
        for (FileChange change : changes) {
            changed.remove(change.path());
            change.before().name().ifPresent(changed::remove);
        }
        for (FileChange change : changes) {
            if (change.to() > 0) {
                changed.put(change.path(), change.after());
            }
        }
        return changed;
    }

    /** The position after the plan. */
    Map<String, String> apply(Map<String, String> position, int mostOpen) {
        Map<String, TrackedFile> files = TrackedFile.of(position);
        Marks finished = FinishedFiles.of(position);
        for (FileChange change : changes) {
            change.before().mark().ifPresent(finished::take);
            TrackedFile former = files.get(change.path());
            if (former != null && change.to() == 0 && former.isFinished()) {
                finished.add(former.mark());
            }
        }
        forgotten.forEach(finished::take);
        return position(open(files), finished, mostOpen);
    }

    /** The position that these files make. Of the finished ones no more are named than there is room for. */
    static Map<String, String> position(Map<String, TrackedFile> files, Marks finished, int mostOpen) {
        Map<String, TrackedFile> open = new TreeMap<>(files);
        files.values().stream()
                .filter(TrackedFile::isFinished)
                .sorted(LONGEST_UNTOUCHED_FIRST)
                .limit(Math.max(0, files.size() - mostOpen))
                .forEach(file -> {
                    open.remove(file.path());
                    finished.add(file.mark());
                });
        Map<String, String> position = new HashMap<>(TrackedFile.position(open));
        position.putAll(FinishedFiles.position(finished));
        return position;
    }
}
