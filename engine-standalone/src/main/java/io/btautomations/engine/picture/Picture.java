package io.btautomations.engine.picture;

import java.util.List;

/**
 * What is to be seen of an automation.
 *
 * @param name of the automation
 * @param file that holds it
 * @param boxes its processors, sources first
 * @param arrows the ways between them, and where ways end
 */
public record Picture(String name, String file, List<Box> boxes, List<Arrow> arrows) {

    public Picture {
        boxes = List.copyOf(boxes);
        arrows = List.copyOf(arrows);
    }

    /**
     * A processor.
     *
     * @param id identifies it
     * @param label type and name, for a person
     * @param note its schedule, or that it is switched off; may be empty
     */
    public record Box(String id, String label, String note) {}

    /** Where a way leads. */
    public enum Ending {
        /** To another processor, or back to the same. */
        BOX,
        /** Nowhere: items are done. */
        DONE,
        /** Into a funnel from which nothing leads on: items wait for a person. */
        WAITING
    }

    /**
     * A way out of a processor.
     *
     * @param source id of the processor
     * @param relationship that items take
     * @param ending where it leads
     * @param destination id of the processor that it leads to; empty if it leads to none
     */
    public record Arrow(String source, String relationship, Ending ending, String destination) {}

    /** The ways out of a processor. */
    List<Arrow> arrowsFrom(String box) {
        return arrows.stream().filter(arrow -> arrow.source().equals(box)).toList();
    }
}
