package io.btautomations.core.parquet;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/** Texts, as UTF-8; by their numbers in a dictionary for as long as that is wanted and the dictionary is small. */
final class TextLeaf extends LeafWriter {

    private final Optional<TextDictionary> dictionary;
    private final TextBounds bounds = new TextBounds();
    private final boolean ordered;
    private final ValueBytes texts;
    private boolean numbered;
    private int[] numbers = new int[16];
    private int count;
    private boolean dictionaryUsed;

    /** @param repetitive whether to begin with a dictionary */
    TextLeaf(ColumnDescriptor column, PageWriter pages, PageMemory memory, boolean ordered, boolean repetitive) {
        super(column, pages, ordered);
        this.texts = new ValueBytes(memory);
        this.ordered = ordered;
        this.dictionary = repetitive ? Optional.of(new TextDictionary(memory)) : Optional.empty();
        this.numbered = repetitive;
    }

    void add(byte[] bytes, int from, int to, int repetition) throws IOException {
        present(repetition);
        if (numbered) {
            number(dictionary.orElseThrow().number(bytes, from, to));
            return;
        }
        count++;
        texts.putInt(to - from);
        texts.put(bytes, from, to);
        if (ordered) {
            bounds.add(bytes, from, to);
        }
    }

    @Override
    void endGroup(PageWriter target) throws IOException {
        if (dictionary.isPresent()) {
            TextDictionary used = dictionary.get();
            if (dictionaryUsed) {
                target.writeDictionaryPage(new DictionaryPage(used.page(), used.size(), Encoding.PLAIN_DICTIONARY));
            }
            used.clear();
            dictionaryUsed = false;
            numbered = true;
        }
    }

    @Override
    boolean isPageFull() {
        return super.isPageFull() || numbered && dictionary.orElseThrow().isFull();
    }

    @Override
    int pendingBytes() {
        return numbered ? count * Integer.BYTES : texts.size();
    }

    @Override
    void release() {
        texts.release();
        dictionary.ifPresent(TextDictionary::release);
    }

    @Override
    BytesInput values() throws IOException {
        if (!areNumbers()) {
            return texts.input();
        }
        dictionaryUsed = true;
        int width = width(dictionary.orElseThrow().size() - 1);
        RunLengthBitPackingHybridEncoder encoder = levels(width);
        for (int i = 0; i < count; i++) {
            encoder.writeInt(numbers[i]);
        }
        return BytesInput.concat(BytesInput.from(new byte[] {(byte) width}), encoder.toBytes());
    }

    @Override
    Encoding encoding() {
        return areNumbers() ? Encoding.PLAIN_DICTIONARY : Encoding.PLAIN;
    }

    @Override
    void describe(Statistics<?> page) {
        if (areNumbers()) {
            dictionary.orElseThrow().addUsed(numbers, count, bounds);
        }
        bounds.tell(page);
    }

    @Override
    void clear() {
        texts.clear();
        bounds.clear();
        count = 0;
        numbered = numbered && !dictionary.orElseThrow().isFull();
    }

    /** Whether the values of the page are numbers of the dictionary; a page without values has none. */
    private boolean areNumbers() {
        return numbered && count > 0;
    }

    private void number(int number) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = number;
    }
}
