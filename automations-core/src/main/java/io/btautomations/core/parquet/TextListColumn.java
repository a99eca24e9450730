package io.btautomations.core.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.btautomations.btql.scan.ValueKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists of JSON strings. */
final class TextListColumn implements ColumnWriter {

    private static final int NO_LIST = 0;
    private static final int NO_ELEMENT = 1;

    private final TextLeaf elements;
    private final PlainMembers plain = new PlainMembers();

    TextListColumn(TextLeaf elements) {
        this.elements = elements;
    }

    @Override
    public void absent() throws IOException {
        elements.absent(0, NO_LIST);
    }

    @Override
    public boolean write(RowAtHand row, int slot) throws IOException {
        if (row.slots().kind(slot) != ValueKind.ARRAY) {
            absent();
            return false;
        }
        if (plain.findTexts(row.bytes(), row.slots().start(slot))) {
            if (plain.count() == 0) {
                elements.absent(0, NO_ELEMENT);
            }
            for (int i = 0; i < plain.count(); i++) {
                elements.add(row.bytes(), plain.textStart(i), plain.textEnd(i), Math.min(i, 1));
            }
            return true;
        }
        return writeAny(row, slot);
    }

    private boolean writeAny(RowAtHand row, int slot) throws IOException {
        List<byte[]> texts = new ArrayList<>();
        try (JsonParser parser = JsonText.parser(row, slot)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.VALUE_STRING || !JsonText.isEncodable(parser.getText())) {
                    absent();
                    return false;
                }
                texts.add(parser.getText().getBytes(UTF_8));
            }
        }
        if (texts.isEmpty()) {
            elements.absent(0, NO_ELEMENT);
        }
        int repetition = 0;
        for (byte[] text : texts) {
            elements.add(text, 0, text.length, repetition);
            repetition = 1;
        }
        return true;
    }
}
