package io.btautomations.core.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;

/** The pages of a column in a row group, each read when it is asked for. */
final class ColumnPages implements PageReader {

    private final InputStream in;
    private final ColumnChunkMetaData chunk;
    private final PageDecompressor decompressor;
    private final Statistics<?> noStatistics;
    private Optional<PageHeader> header = Optional.empty();
    private long valuesRead;

    ColumnPages(InputStream in, ColumnChunkMetaData chunk) {
        this.in = in;
        this.chunk = chunk;
        this.decompressor = new PageDecompressor(chunk.getCodec());
        this.noStatistics =
                Statistics.getBuilderForReading(chunk.getPrimitiveType()).build();
    }

    @Override
    public long getTotalValueCount() {
        return chunk.getValueCount();
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        try {
            PageHeader next = header();
            if (next.getType() != PageType.DICTIONARY_PAGE) {
                return null;
            }
            byte[] bytes = decompressor.plain(stored(next), next.getUncompressed_page_size());
            return new DictionaryPage(
                    BytesInput.from(bytes),
                    next.getDictionary_page_header().getNum_values(),
                    encoding(next.getDictionary_page_header().getEncoding()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable DataPage readPage() {
        try {
            while (valuesRead < chunk.getValueCount()) {
                PageHeader next = header();
                byte[] stored = stored(next);
                if (next.getType() == PageType.DATA_PAGE) {
                    return first(next, next.getData_page_header(), stored);
                }
                if (next.getType() == PageType.DATA_PAGE_V2) {
                    return second(next, next.getData_page_header_v2(), stored);
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DataPage first(PageHeader page, DataPageHeader values, byte[] stored) throws IOException {
        valuesRead += values.getNum_values();
        byte[] bytes = decompressor.plain(stored, page.getUncompressed_page_size());
        return new DataPageV1(
                BytesInput.from(bytes),
                values.getNum_values(),
                bytes.length,
                noStatistics,
                encoding(values.getRepetition_level_encoding()),
                encoding(values.getDefinition_level_encoding()),
                encoding(values.getEncoding()));
    }

    private DataPage second(PageHeader page, DataPageHeaderV2 values, byte[] stored) throws IOException {
        valuesRead += values.getNum_values();
        int repetitions = values.getRepetition_levels_byte_length();
        int levels = repetitions + values.getDefinition_levels_byte_length();
        if (repetitions < 0 || levels < repetitions || levels > stored.length) {
            throw new IOException("it is damaged: the levels of a page are longer than the page");
        }
        byte[] data = new byte[stored.length - levels];
        System.arraycopy(stored, levels, data, 0, data.length);
        boolean isCompressed = !values.isSetIs_compressed() || values.isIs_compressed();
        byte[] plain = isCompressed && data.length > 0
                ? decompressor.plain(data, page.getUncompressed_page_size() - levels)
                : data;
        return DataPageV2.uncompressed(
                values.getNum_rows(),
                values.getNum_nulls(),
                values.getNum_values(),
                BytesInput.from(stored, 0, repetitions),
                BytesInput.from(stored, repetitions, levels - repetitions),
                encoding(values.getEncoding()),
                BytesInput.from(plain),
                noStatistics);
    }

    /** The header of the page that comes next. */
    private PageHeader header() throws IOException {
        if (header.isEmpty()) {
            try {
                header = Optional.of(Util.readPageHeader(in));
            } catch (IOException e) {
                throw new IOException("it is damaged: " + e.getMessage(), e);
            }
        }
        return header.get();
    }

    /** The bytes after the header, as they are stored. */
    private byte[] stored(PageHeader page) throws IOException {
        header = Optional.empty();
        int size = page.getCompressed_page_size();
        if (size < 0 || size > chunk.getTotalSize()) {
            throw new IOException("it is damaged: a page says that it has " + size + " bytes");
        }
        byte[] stored = in.readNBytes(size);
        if (stored.length < size) {
            throw new EOFException("it is damaged: a page ends early");
        }
        if (page.isSetCrc()) {
            CRC32 checksum = new CRC32();
            checksum.update(stored);
            if ((int) checksum.getValue() != page.getCrc()) {
                throw new IOException("it is damaged: a page does not have its checksum");
            }
        }
        return stored;
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }
}
