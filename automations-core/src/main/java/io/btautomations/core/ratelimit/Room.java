package io.btautomations.core.ratelimit;

/** What may still be remembered of rows: state has to stay well below 1 MB. Changes; for one thread. */
final class Room {

    static final int MOST_IDS = 16_384;
    static final int MOST_CHARACTERS = 65_536;

    private int ids;
    private int characters;

    private Room(int ids, int characters) {
        this.ids = ids;
        this.characters = characters;
    }

    /** What is left beside these groups. */
    static Room beside(Iterable<GroupLedger> groups) {
        int ids = MOST_IDS;
        int characters = MOST_CHARACTERS;
        for (GroupLedger group : groups) {
            ids -= group.seenIds.size();
            characters -= group.rowIds.stream().mapToInt(String::length).sum();
        }
        return new Room(ids, characters);
    }

    /** Takes room for the hash of an id; false if there is none. */
    boolean takeId() {
        boolean free = ids > 0;
        ids -= free ? 1 : 0;
        return free;
    }

    /** Takes room for a text; false if there is none. */
    boolean takeText(int length) {
        boolean free = characters >= length;
        characters -= free ? length : 0;
        return free;
    }
}
