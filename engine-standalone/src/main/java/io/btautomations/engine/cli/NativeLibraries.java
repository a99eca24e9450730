package io.btautomations.engine.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * Where SQLite and the compressors unpack their native libraries. By themselves they choose the folder for temporary
 * files, where every process that is killed leaves them for good.
 */
final class NativeLibraries {

    private static final List<String> FOLDERS =
            List.of("org.sqlite.tmpdir", "ZstdTempFolder", "org.xerial.snappy.tempdir");

    private NativeLibraries() {}

    /**
     * Has them unpacked to a folder, but for those that the user chose another folder for; before the first is used.
     */
    static void unpackTo(Path folder) {
        for (String property : FOLDERS) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, folder.toAbsolutePath().toString());
            }
        }
    }
}
