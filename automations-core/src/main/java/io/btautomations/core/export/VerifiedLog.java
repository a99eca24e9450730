package io.btautomations.core.export;

/**
 * What a commit log holds.
 *
 * @param automation identifies the automation
 * @param generation identifies its life since a reset
 * @param entries number of entries
 * @param runs number of whole runs
 * @param objects number of objects that its entries name
 * @param rows in them
 * @param bytes of them as stored
 * @param start cursor at which its coverage begins; empty if its items told of none
 * @param end cursor at which its coverage ends, exclusive; empty if its items told of none
 * @param head SHA-256 of the newest entry, in hex: who keeps it can tell later whether entries were cut off the end
 */
public record VerifiedLog(
        String automation,
        String generation,
        long entries,
        long runs,
        long objects,
        long rows,
        long bytes,
        String start,
        String end,
        String head) {}
