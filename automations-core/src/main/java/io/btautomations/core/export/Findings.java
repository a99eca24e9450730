package io.btautomations.core.export;

import io.btautomations.core.port.ObjectStore;
import java.util.ArrayList;
import java.util.List;

/** Collects findings. For one thread. */
final class Findings {

    private final ObjectStore store;
    private final List<Finding> list = new ArrayList<>();

    Findings(ObjectStore store) {
        this.store = store;
    }

    void error(String code, String key, String message) {
        list.add(new Finding(code, Finding.Severity.ERROR, store.describe(key), message));
    }

    void warning(String code, String key, String message) {
        list.add(new Finding(code, Finding.Severity.WARNING, store.describe(key), message));
    }

    List<Finding> list() {
        return list;
    }
}
