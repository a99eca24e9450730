package io.btautomations.btql.scan;

import java.util.Optional;

/** Byte tests with the Vector API, where this Java has it. */
final class VectorSupport {

    private static final Optional<ByteMasks> MASKS = load();

    private VectorSupport() {}

    /**
     * The byte tests; empty where the module {@code jdk.incubator.vector} is not among the root modules, or has become
     * another than the one compiled against, as an incubating module may.
     */
    static Optional<ByteMasks> masks() {
        return MASKS;
    }

    private static Optional<ByteMasks> load() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return Optional.empty();
        }
        try {
            ByteMasks masks = Class.forName(VectorSupport.class.getPackageName() + ".VectorMasks")
                    .asSubclass(ByteMasks.class)
                    .getDeclaredConstructor()
                    .newInstance();
            boolean works = masks.equalTo(new byte[ByteMasks.SIZE], 0, (byte) 0) == -1L;
            return works ? Optional.of(masks) : Optional.empty();
        } catch (ReflectiveOperationException | LinkageError anotherModule) {
            return Optional.empty();
        }
    }
}
