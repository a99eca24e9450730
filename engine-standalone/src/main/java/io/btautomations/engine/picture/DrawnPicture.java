package io.btautomations.engine.picture;

import io.btautomations.engine.picture.Picture.Arrow;
import io.btautomations.engine.picture.Picture.Box;
import io.btautomations.engine.picture.Picture.Ending;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pictures in the languages of programs that draw. */
public final class DrawnPicture {

    private final List<Picture> pictures;
    private final Map<String, String> names = new HashMap<>();

    private DrawnPicture(List<Picture> pictures) {
        this.pictures = pictures;
        for (Picture picture : pictures) {
            picture.boxes().forEach(box -> names.putIfAbsent(box.id(), "n" + names.size()));
        }
    }

    /** The pictures as one Mermaid flowchart. */
    public static String mermaid(List<Picture> pictures) {
        return new DrawnPicture(pictures).mermaid();
    }

    /** The pictures as one graph of Graphviz' DOT. */
    public static String dot(List<Picture> pictures) {
        return new DrawnPicture(pictures).dot();
    }

    private String mermaid() {
        StringBuilder out = new StringBuilder("flowchart TD\n");
        int group = 0;
        for (Picture picture : pictures) {
            out.append("  subgraph g%d[\"%s\"]%n".formatted(group++, forMermaid(picture.name())));
            for (Box box : picture.boxes()) {
                out.append("    %s[\"%s\"]%n"
                        .formatted(names.get(box.id()), forMermaid(box.label()) + noted(box, "<br/>", true)));
            }
            int end = 0;
            for (Arrow arrow : picture.arrows()) {
                String source = names.get(arrow.source());
                String target = names.get(arrow.destination());
                if (target == null) {
                    target = "e%d_%d([\"%s\"])".formatted(group, end++, ending(arrow.ending()));
                }
                out.append("    %s -- \"%s\" --> %s%n".formatted(source, forMermaid(arrow.relationship()), target));
            }
            out.append("  end\n");
        }
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    private String dot() {
        StringBuilder out = new StringBuilder("digraph automations {\n  node [shape=box];\n");
        int group = 0;
        for (Picture picture : pictures) {
            out.append("  subgraph cluster_%d {%n    label=%s;%n".formatted(group++, forDot(picture.name())));
            for (Box box : picture.boxes()) {
                out.append("    %s [label=%s];%n"
                        .formatted(names.get(box.id()), forDot(box.label() + noted(box, "\n", false))));
            }
            int end = 0;
            for (Arrow arrow : picture.arrows()) {
                String target = names.get(arrow.destination());
                if (target == null) {
                    target = "e%d_%d".formatted(group, end++);
                    out.append(
                            "    %s [shape=plaintext, label=%s];%n".formatted(target, forDot(ending(arrow.ending()))));
                }
                out.append("    %s -> %s [label=%s];%n"
                        .formatted(names.get(arrow.source()), target, forDot(arrow.relationship())));
            }
            out.append("  }\n");
        }
        return out.append("}\n").toString().replace(System.lineSeparator(), "\n");
    }

    private static String noted(Box box, String gap, boolean mermaid) {
        return box.note().isEmpty() ? "" : gap + (mermaid ? forMermaid(box.note()) : box.note());
    }

    private static String ending(Ending ending) {
        return ending == Ending.WAITING ? "waits for a person" : "done";
    }

    /** Mermaid knows characters by their entities only; '#' begins one. */
    private static String forMermaid(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            boolean plain = Character.isLetterOrDigit(point) || " .,:/()'_-".indexOf(point) >= 0;
            out.append(plain ? Character.toString(point) : "#" + point + ";");
        });
        return out.toString();
    }

    private static String forDot(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
