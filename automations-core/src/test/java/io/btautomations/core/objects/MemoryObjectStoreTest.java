package io.btautomations.core.objects;

import io.btautomations.core.port.ObjectStore;

/** The tests' own store keeps the promises of the real ones, so that what it proves holds for them. */
class MemoryObjectStoreTest extends ObjectStoreContract {

    @Override
    protected ObjectStore emptyStore() {
        return new MemoryObjectStore(new MemoryObjectStore.Bucket());
    }
}
