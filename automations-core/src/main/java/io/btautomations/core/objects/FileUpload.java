package io.btautomations.core.objects;

import io.btautomations.core.port.ObjectStore.ObjectInfo;
import io.btautomations.core.port.ObjectStore.Upload;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file on its way to its name. */
final class FileUpload extends Upload {

    private static final int BUFFER_BYTES = 1 << 16;

    private final UploadArea area;
    private final Path target;
    private final UploadArea.Draft draft;
    private final OutputStream content;
    private boolean closed;

    FileUpload(UploadArea area, Path target, UploadArea.Draft draft) {
        this.area = area;
        this.target = target;
        this.draft = draft;
        this.content = new BufferedOutputStream(Channels.newOutputStream(draft.channel()), BUFFER_BYTES);
    }

    @Override
    public void write(int oneByte) throws IOException {
        content.write(oneByte);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        content.write(bytes, offset, length);
    }

    @Override
    public boolean create() throws IOException {
        try {
            content.flush();
            return area.create(draft, target);
        } catch (FileSystemException e) {
            throw FileObjectStore.explained("write", e);
        }
    }

    @Override
    public boolean replace(ObjectInfo expected) throws IOException {
        try {
            content.flush();
            return area.replace(draft, target, expected.etag());
        } catch (FileSystemException e) {
            throw FileObjectStore.explained("write", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            area.discard(draft);
        }
    }
}
