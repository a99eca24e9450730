package io.btautomations.core.parquet;

/**
 * A row: one JSON object.
 *
 * @param bytes holds it
 * @param from its first byte
 * @param to behind its last byte
 */
record Row(byte[] bytes, int from, int to) {}
