package io.btautomations.core.parquet;

import io.btautomations.btql.scan.Slots;

/** A row's bytes and where its columns' values lie in them. */
record RowAtHand(byte[] bytes, int from, int to, Slots slots) {}
