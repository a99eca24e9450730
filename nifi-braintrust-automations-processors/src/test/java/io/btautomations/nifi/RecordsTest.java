package io.btautomations.nifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.nifi.avro.AvroReader;
import org.apache.nifi.avro.AvroRecordSetWriter;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.controller.ControllerService;
import org.apache.nifi.csv.CSVReader;
import org.apache.nifi.csv.CSVRecordSetWriter;
import org.apache.nifi.json.JsonRecordSetWriter;
import org.apache.nifi.json.JsonTreeReader;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.serialization.RecordReader;
import org.apache.nifi.serialization.record.Record;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.MockProcessContext;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content that is not JSON, by NiFi's own readers and writers. */
class RecordsTest {

    private static final String READER = "Record Reader";
    private static final String WRITER = "Record Writer";

    private static final String CALLS = """
            id,model,latency_ms,at
            a,gpt-4o,900,2026-01-01T08:00:00Z
            b,"gpt-4o, mini",3100,2026-01-01T09:00:00Z
            c,gpt-4o,2500,2026-01-02T08:00:00Z
            """;

    /** Fields of types that JSON does not have. */
    private static final String PAYMENTS_SCHEMA = """
            {"type": "record", "name": "payment", "fields": [
              {"name": "id", "type": "string"},
              {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 20, "scale": 10}},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "kind", "type": {"type": "enum", "name": "kind", "symbols": ["CARD", "CASH"]}},
              {"name": "tags", "type": {"type": "array", "items": "string"}},
              {"name": "limits", "type": {"type": "map", "values": "double"}},
              {"name": "note", "type": ["null", "string"], "default": null}
            ]}""";

    private static final String PAYMENTS = """
            {"id":"a","amount":10.0000000001,"at":1767225600123,"kind":"CARD","tags":["x","y"],"limits":{"day":1.5}}
            {"id":"b","amount":9.9999999999,"at":1767225600124,"kind":"CASH","tags":[],"limits":{},"note":"late"}
            {"id":"c","amount":123456789.0123456789,"at":1767225600125,"kind":"CARD","tags":["z"],"limits":{"day":2.5}}
            """;

    private final TestRunner filter = TestRunners.newTestRunner(new FilterBtql());

    @TempDir
    private Path directory;

    @Test
    void csvComesOutAsCsv() throws InitializationException {
        convert(filter, new CSVReader(), new CSVRecordSetWriter());
        filter.setProperty("BTQL Filter", "latency_ms > 2000 AND at < '2026-01-02T00:00:00Z'");

        filter.enqueue(CALLS, Map.of("kept", "yes"));
        filter.run();

        MockFlowFile matched = only(filter, "matched");
        matched.assertContentEquals("""
                id,model,latency_ms,at
                b,"gpt-4o, mini",3100,2026-01-01T09:00:00Z
                """);
        matched.assertAttributeEquals("record.count", "1");
        matched.assertAttributeEquals("mime.type", "text/csv");
        matched.assertAttributeEquals("kept", "yes");
        matched.assertAttributeEquals("btql.filter", "latency_ms > 2000 AND at < '2026-01-02T00:00:00Z'");
        MockFlowFile unmatched = only(filter, "unmatched");
        assertEquals(
                List.of("id", "a", "c"),
                unmatched.getContent().lines().map(line -> line.split(",")[0]).toList());
        unmatched.assertAttributeEquals("record.count", "2");
        assertEquals(3, filter.getCounterValue("Rows Read"));
        assertEquals(1, filter.getCounterValue("Rows Matched"));
    }

    @Test
    void readerAndWriterNeedNotBeOfTheSameFormat() throws InitializationException {
        convert(filter, new CSVReader(), new JsonRecordSetWriter());
        filter.setProperty("BTQL Filter", "");

        filter.enqueue("id,latency_ms\na,900\n", Map.of("mime.type", "text/csv"));
        filter.run();

        MockFlowFile matched = only(filter, "matched");
        matched.assertContentEquals("[{\"id\":\"a\",\"latency_ms\":900}]");
        matched.assertAttributeEquals("mime.type", "application/json");
        filter.assertTransferCount("unmatched", 0);
    }

    @Test
    void recordsKeepWhatJsonWouldLose() throws Exception {
        byte[] avro = avro();
        TestRunner runner = TestRunners.newTestRunner(new FilterBtql());
        AvroReader reader = new AvroReader();
        convert(runner, reader, new AvroRecordSetWriter());
        runner.setProperty(
                "BTQL Filter",
                "amount > 10.00000000005 AND kind = 'CARD' AND at >= '2026-01-01T00:00:00.123Z' AND limits.day >= 1.5");

        runner.enqueue(avro);
        runner.run();

        List<Record> all = records(reader, avro);
        MockFlowFile matched = only(runner, "matched");
        matched.assertAttributeEquals("mime.type", "application/avro-binary");
        assertEquals(
                List.of(all.get(0), all.get(2)),
                records(reader, matched.toByteArray()),
                matched.getAttributes().toString());
        assertEquals(
                List.of(all.get(1)), records(reader, only(runner, "unmatched").toByteArray()));
    }

    @Test
    void contentOfAnotherFormatFailsAsItCame() throws InitializationException {
        convert(filter, new AvroReader(), new CSVRecordSetWriter());

        filter.enqueue(CALLS);
        filter.run();

        MockFlowFile failed = only(filter, "failure");
        failed.assertContentEquals(CALLS);
        String reason = failed.getAttribute("btql.error");
        assertTrue(reason.startsWith("The Record Reader cannot read record 1: "), reason);
        filter.assertTransferCount("matched", 0);
        filter.assertTransferCount("unmatched", 0);
    }

    @Test
    void recordsThatTheWriterCannotWriteFailAsTheyCame() throws InitializationException {
        CSVReader reader = new CSVReader();
        AvroRecordSetWriter writer = new AvroRecordSetWriter();
        convert(filter, reader, writer);
        filter.disableControllerService(writer);
        filter.setProperty(writer, "schema-access-strategy", "schema-text-property");
        filter.setProperty(
                writer,
                "schema-text",
                "{\"type\":\"record\",\"name\":\"x\",\"fields\":" + "[{\"name\":\"id\",\"type\":\"long\"}]}");
        filter.enableControllerService(writer);

        filter.enqueue("id\n1\nx\n");
        filter.run();

        MockFlowFile failed = only(filter, "failure");
        failed.assertContentEquals("id\n1\nx\n");
        String reason = failed.getAttribute("btql.error");
        assertTrue(reason.startsWith("The Record Writer cannot write the records: "), reason);
        filter.assertTransferCount("matched", 0);
    }

    @Test
    void aRunSendsOneFlowFileWithOrWithoutRecords() throws InitializationException {
        convert(filter, new CSVReader(), new CSVRecordSetWriter());
        filter.setProperty("BTQL Filter", "latency_ms > 9000");

        filter.enqueue(CALLS, Map.of("btql.run.id", "run_1"));
        filter.enqueue(CALLS);
        filter.run();

        MockFlowFile matched = only(filter, "matched");
        matched.assertAttributeEquals("record.count", "0");
        matched.assertAttributeEquals("mime.type", "text/csv");
        filter.assertTransferCount("unmatched", 2);
    }

    @Test
    void readerAndWriterNeedEachOther() throws InitializationException {
        convert(filter, new CSVReader(), new CSVRecordSetWriter());
        filter.assertValid();
        filter.removeProperty(WRITER);
        assertEquals(List.of("Record Reader is set, so Record Writer is required"), explanations(filter));
        filter.setProperty(WRITER, "writer");
        filter.removeProperty(READER);
        assertEquals(List.of("Record Writer is set, so Record Reader is required"), explanations(filter));
        filter.removeProperty(WRITER);
        filter.assertValid();
    }

    @Test
    void recordsAreExportedAsRows() throws Exception {
        TestRunner export = export();

        export.enqueue(CALLS);
        export.run();

        only(export, "success").assertContentEquals(CALLS);
        assertEquals("""
                {"id":"a","model":"gpt-4o","latency_ms":900,"at":"2026-01-01T08:00:00Z"}
                {"id":"b","model":"gpt-4o, mini","latency_ms":3100,"at":"2026-01-01T09:00:00Z"}
                {"id":"c","model":"gpt-4o","latency_ms":2500,"at":"2026-01-02T08:00:00Z"}
                """, Files.readString(exported(".jsonl")));
    }

    @Test
    void recordsAreExportedAsParquet() throws Exception {
        TestRunner export = export();
        export.setProperty("Format", "Parquet");
        export.setProperty("Row Schema", "Columns");
        export.setProperty("Columns", "id text, latency_ms long, at timestamp");

        export.enqueue(CALLS);
        export.run();

        only(export, "success").assertAttributeEquals("export.objects", "1");
        byte[] object = Files.readAllBytes(exported(".parquet"));
        assertEquals("PAR1", new String(object, 0, 4, StandardCharsets.US_ASCII));
        assertEquals(3, export.getCounterValue("Rows Written"));
    }

    @Test
    void whatIsNoRecordIsNotExported() throws Exception {
        TestRunner export = export();

        export.enqueue("id,n\n\"never ended,1\n");
        export.run();

        String reason = only(export, "failure").getAttribute("export.error");
        assertTrue(reason.startsWith("The Record Reader cannot read record 1: "), reason);
    }

    private TestRunner export() throws InitializationException {
        TestRunner export = TestRunners.newTestRunner(new ExportToS3());
        export.setProperty("Export Path", directory.toUri().toString());
        use(export, "reader", new CSVReader());
        export.setProperty(READER, "reader");
        return export;
    }

    private Path exported(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + suffix + " in " + directory));
        }
    }

    /** The payments in Avro. */
    private static byte[] avro() throws InitializationException {
        TestRunner runner = TestRunners.newTestRunner(new FilterBtql());
        JsonTreeReader reader = new JsonTreeReader();
        convert(runner, reader, new AvroRecordSetWriter());
        runner.disableControllerService(reader);
        runner.setProperty(reader, "schema-access-strategy", "schema-text-property");
        runner.setProperty(reader, "schema-text", PAYMENTS_SCHEMA);
        runner.enableControllerService(reader);
        runner.enqueue(PAYMENTS);
        runner.run();
        return only(runner, "matched").toByteArray();
    }

    private static List<Record> records(AvroReader factory, byte[] content) throws Exception {
        List<Record> records = new ArrayList<>();
        try (RecordReader reader = factory.createRecordReader(
                Map.of(),
                new ByteArrayInputStream(content),
                content.length,
                new org.apache.nifi.util.MockComponentLog("test", factory))) {
            for (Record record = reader.nextRecord(); record != null; record = reader.nextRecord()) {
                records.add(record);
            }
        }
        return records;
    }

    private static void convert(TestRunner runner, ControllerService reader, ControllerService writer)
            throws InitializationException {
        use(runner, "reader", reader);
        use(runner, "writer", writer);
        runner.setProperty(READER, "reader");
        runner.setProperty(WRITER, "writer");
    }

    private static void use(TestRunner runner, String identifier, ControllerService service)
            throws InitializationException {
        runner.addControllerService(identifier, service);
        runner.enableControllerService(service);
    }

    private static List<String> explanations(TestRunner runner) {
        Collection<ValidationResult> results = ((MockProcessContext) runner.getProcessContext()).validate();
        return results.stream()
                .filter(result -> !result.isValid())
                .map(ValidationResult::getExplanation)
                .filter(Objects::nonNull)
                .toList();
    }

    private static MockFlowFile only(TestRunner runner, String relationship) {
        runner.assertTransferCount(relationship, 1);
        return runner.getFlowFilesForRelationship(relationship).getFirst();
    }
}
