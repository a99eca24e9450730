package io.btautomations.core.export;

/**
 * An object as the commit log names it.
 *
 * @param key relative to the export's path
 * @param rows in it
 * @param bytes as stored
 * @param sha256 of the bytes as stored, in hex
 */
record LoggedObject(String key, long rows, long bytes, String sha256) {}
