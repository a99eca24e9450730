package io.btautomations.engine.picture;

import io.btautomations.engine.picture.Picture.Arrow;
import io.btautomations.engine.picture.Picture.Box;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A picture as a tree of lines. What was drawn before is named again, not drawn again. */
public final class TextPicture {

    private final Picture picture;
    private final Map<String, Box> boxes = new HashMap<>();
    private final Set<String> drawn = new HashSet<>();
    private final StringBuilder out = new StringBuilder();

    private TextPicture(Picture picture) {
        this.picture = picture;
        picture.boxes().forEach(box -> boxes.put(box.id(), box));
    }

    /** The lines of a picture, each with its line end. */
    public static String of(Picture picture) {
        return new TextPicture(picture).draw();
    }

    private String draw() {
        out.append(picture.name()).append("  [").append(picture.file()).append("]\n");
        for (Box box : picture.boxes()) {
            if (!drawn.contains(box.id())) {
                out.append("  ").append(title(box)).append('\n');
                drawBelow(box, "  ");
            }
        }
        return out.toString();
    }

    private void drawBelow(Box box, String indent) {
        drawn.add(box.id());
        List<Arrow> arrows = picture.arrowsFrom(box.id());
        for (int i = 0; i < arrows.size(); i++) {
            Arrow arrow = arrows.get(i);
            boolean last = i == arrows.size() - 1;
            out.append(indent)
                    .append(last ? "└─ " : "├─ ")
                    .append(arrow.relationship())
                    .append(" ─▶ ")
                    .append(target(arrow))
                    .append('\n');
            Box next = boxes.get(arrow.destination());
            if (next != null && !drawn.contains(next.id())) {
                drawBelow(next, indent + (last ? "   " : "│  "));
            }
        }
    }

    private String target(Arrow arrow) {
        return switch (arrow.ending()) {
            case DONE -> "done";
            case WAITING -> "waits for a person";
            case BOX -> {
                Box box = boxes.get(arrow.destination());
                if (box == null) {
                    yield arrow.destination();
                }
                if (arrow.source().equals(box.id())) {
                    yield "itself, again";
                }
                yield drawn.contains(box.id()) ? box.label() + ", see above" : title(box);
            }
        };
    }

    private static String title(Box box) {
        return box.note().isEmpty() ? box.label() : box.label() + "  (" + box.note() + ")";
    }
}
