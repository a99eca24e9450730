package io.btautomations.engine.flow;

/**
 * Where in a flow definition something stands.
 *
 * @param file the file's name, as the user gave it
 * @param pointer JSON pointer (RFC 6901) into the file; empty for the whole of it
 * @param subject what stands there, for a person, for example {@code RateLimitOnce 'Once per hour'}; may be empty
 */
public record Place(String file, String pointer, String subject) {

    /** The place of a member of what stands here. */
    public Place child(String member) {
        return new Place(file, pointer + "/" + member.replace("~", "~0").replace("/", "~1"), subject);
    }

    /** The place of an element of the list that stands here. */
    public Place child(int index) {
        return new Place(file, pointer + "/" + index, subject);
    }

    /** The same place, with a description of what stands there. */
    public Place describedAs(String description) {
        return new Place(file, pointer, description);
    }

    @Override
    public String toString() {
        String where = pointer.isEmpty() ? file : file + "#" + pointer;
        return subject.isEmpty() ? where : where + " (" + subject + ")";
    }
}
