package io.btautomations.core.export;

import static io.btautomations.core.export.ExportHost.AUTOMATION;
import static io.btautomations.core.export.ExportHost.GENERATION;
import static io.btautomations.core.export.ExportHost.fragment;
import static io.btautomations.core.export.ExportHost.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.btautomations.core.objects.MemoryObjectStore;
import io.btautomations.core.objects.MemoryObjectStore.Bucket;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.StepHarness;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExportVerifierTest {

    private static final String HOME = "_automations/" + AUTOMATION + "/" + GENERATION + "/";
    private static final String STEM = "date=2026-01-01/" + AUTOMATION + "-" + GENERATION + "-";
    private static final String SECOND = STEM + "000002-000003-00000-00000.jsonl";

    private final Bucket bucket = new Bucket();

    /** Four runs, the second in two fragments, the third without rows. */
    @BeforeEach
    void export() {
        export(bucket, "None");
    }

    private static void export(Bucket bucket, String compression) {
        try (StepHarness host = ExportHost.of(bucket, new Failpoints())) {
            host.set(ExportSettings.COMPRESSION, compression);
            host.enqueue(row("a", "2026-01-01T00:00:00Z") + row("b", "2026-01-01T00:00:00Z"), fragment(1, 0, 1));
            host.enqueue(row("c", "2026-01-01T00:00:00Z"), fragment(2, 0, 2));
            host.enqueue(row("d", "2026-01-01T00:00:00Z"), fragment(2, 1, 2));
            host.enqueue("", fragment(3, 0, 1));
            host.enqueue(row("e", "2026-01-01T00:00:00Z"), fragment(4, 0, 1));
            host.triggerUntilIdle(9);
            assertThat(host.output(ExportToS3Step.SUCCESS)).hasSize(5);
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void anExportThatNobodyTouchedIsClean(Compression compression) throws IOException {
        Bucket other = new Bucket();
        export(other, compression.value());
        VerificationReport report = verify(other);
        assertThat(report.findings()).isEmpty();
        assertThat(report.isClean()).isTrue();
        VerifiedLog log = report.logs().get(0);
        assertThat(log.automation()).isEqualTo(AUTOMATION);
        assertThat(log.entries()).isEqualTo(5);
        assertThat(log.runs()).isEqualTo(4);
        assertThat(log.rows()).isEqualTo(5);
        assertThat(log.objects()).isEqualTo(4);
        assertThat(log.start()).isEqualTo("000001");
        assertThat(log.end()).isEqualTo("000005");
    }

    static Stream<Arguments> tampering() {
        return Stream.of(
                tampering("an object is removed", "EXP-211", bucket -> bucket.remove(SECOND)),
                tampering("an object is emptied", "EXP-212", bucket -> bucket.put(SECOND, new byte[0])),
                tampering("a byte of an object is changed", "EXP-212", bucket -> flip(bucket, SECOND, 8)),
                tampering("a row is added to an object", "EXP-212", bucket -> append(bucket, SECOND, row("x", "2026"))),
                tampering(
                        "an object is put in the place of another",
                        "EXP-212",
                        bucket -> bucket.put(SECOND, bucket.objects().get(STEM + "000001-000002-00000-00000.jsonl"))),
                tampering(
                        "an object is added",
                        "EXP-253",
                        bucket -> bucket.put("date=2026-01-01/more.jsonl", text("{}\n"))),
                tampering(
                        "a copy of an object is added",
                        "EXP-251",
                        bucket -> bucket.put(
                                SECOND.replace("-00000.jsonl", "-00001.jsonl"),
                                bucket.objects().get(SECOND))),
                tampering(
                        "a copy of an object is added to another date",
                        "EXP-251",
                        bucket -> bucket.put(
                                SECOND.replace("2026-01-01", "2026-01-02"),
                                bucket.objects().get(SECOND))),
                tampering("an entry is removed", "EXP-201", bucket -> bucket.remove(entry(1))),
                tampering("the first entry is removed", "EXP-201", bucket -> bucket.remove(entry(0))),
                tampering("the newest entry is removed", "EXP-232", bucket -> bucket.remove(entry(4))),
                tampering("the newest entries are removed", "EXP-232", bucket -> {
                    bucket.remove(entry(4));
                    bucket.remove(entry(3));
                }),
                tampering(
                        "a hash in an entry is changed",
                        "EXP-203",
                        bucket -> replace(bucket, entry(1), "\"sha256\":\"", "\"sha256\":\"0")),
                tampering(
                        "the rows in an entry are changed",
                        "EXP-203",
                        bucket -> replace(bucket, entry(1), "\"rows\":1", "\"rows\":2")),
                tampering(
                        "the rows in the newest entry are changed",
                        "EXP-213",
                        bucket -> replace(bucket, entry(4), "\"rows\":1", "\"rows\":2")),
                tampering(
                        "an entry is cut off",
                        "EXP-202",
                        bucket -> bucket.put(
                                entry(1), Arrays.copyOf(bucket.objects().get(entry(1)), 100))),
                tampering(
                        "a field is added to the newest entry",
                        "EXP-202",
                        bucket -> replace(bucket, entry(4), "{\"v\":1", "{\"v\":1,\"x\":1")),
                tampering("two entries are exchanged", "EXP-204", bucket -> {
                    byte[] first = bucket.objects().get(entry(1));
                    bucket.put(entry(1), bucket.objects().get(entry(2)));
                    bucket.put(entry(2), first);
                }),
                tampering(
                        "an entry is added",
                        "EXP-204",
                        bucket -> bucket.put(entry(5), bucket.objects().get(entry(4)))),
                tampering(
                        "coverage in the newest entry is changed",
                        "EXP-205",
                        bucket -> replace(
                                bucket,
                                entry(4),
                                "\"whole\":[{\"start\":\"000001\"",
                                "\"whole\":[{\"start\":\"000000\"")),
                tampering(
                        "the newest entry names an object outside",
                        "EXP-214",
                        bucket -> replace(bucket, entry(4), "\"key\":\"date=", "\"key\":\"../date=")),
                tampering(
                        "a manifest is changed",
                        "EXP-231",
                        bucket -> replace(bucket, HOME + "runs/run-2/manifest.json", "\"rows\":2", "\"rows\":3")),
                tampering(
                        "a manifest is removed", "EXP-231", bucket -> bucket.remove(HOME + "runs/run-2/manifest.json")),
                tampering(
                        "the binding is removed",
                        "EXP-241",
                        bucket -> bucket.remove("_automations/" + AUTOMATION + "/binding.json")),
                tampering(
                        "the binding is changed",
                        "EXP-241",
                        bucket ->
                                replace(bucket, "_automations/" + AUTOMATION + "/binding.json", GENERATION, "other")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampering")
    void tamperingIsFound(String what, String code, Consumer<Bucket> tamper) throws IOException {
        tamper.accept(bucket);
        VerificationReport report = verify(bucket);
        assertThat(report.isClean()).isFalse();
        assertThat(report.findings()).extracting(Finding::code).contains(code);
        assertThat(report.findings()).allSatisfy(finding -> {
            assertThat(finding.subject()).startsWith("memory:");
            assertThat(finding.message()).isNotBlank();
        });
    }

    @Test
    void aRunThatIsMissingIsAGap() throws IOException {
        exportMore(row("g", "2026-01-01T00:00:00Z"), 6);
        assertThat(verify(bucket).findings())
                .extracting(Finding::code, Finding::message)
                .containsExactly(tuple(
                        "EXP-221",
                        "the log was not exported without a gap: run 'run-4' ends at 000005 and run 'run-6' begins at"
                                + " 000006"));
    }

    @Test
    void aFragmentThatIsMissingIsAnErrorOnceLaterRunsAreThere() throws IOException {
        try (StepHarness host = ExportHost.of(bucket, new Failpoints())) {
            host.enqueue("", fragment(5, 1, 2));
            host.triggerUntilIdle(2);
            assertThat(verify(bucket).findings()).extracting(Finding::code).containsExactly("EXP-225");
            assertThat(verify(bucket).isClean()).isTrue();
            host.enqueue("", fragment(6, 0, 1));
            host.triggerUntilIdle(2);
        }
        assertThat(verify(bucket).findings())
                .extracting(Finding::message)
                .contains("run 'run-5' lacks fragment 0, and later runs are exported");
    }

    @Test
    void whatIsBeingExportedIsAWarning() throws IOException {
        bucket.put(STEM + "000005-000006-00000-00000.jsonl", text("{}\n"));
        VerificationReport report = verify(bucket);
        assertThat(report.isClean()).isTrue();
        assertThat(report.findings()).extracting(Finding::code).containsExactly("EXP-252");
    }

    @Test
    void aPlaceWithoutAnExportIsNotClean() throws IOException {
        VerificationReport report = verify(new Bucket());
        assertThat(report.isClean()).isFalse();
        assertThat(report.toText()).contains("EXP-200 error: there is no commit log here");
    }

    @Test
    void theReportIsForPeopleAndForPrograms() throws IOException {
        VerificationReport clean = verify(bucket);
        assertThat(clean.toText())
                .contains("rows 5, objects 4, bytes ", "entries 5, whole runs 4", "covers 000001 to 000005")
                .endsWith("memory:/ is clean: 0 errors, 0 warnings" + System.lineSeparator());
        bucket.remove(SECOND);
        VerificationReport tampered = verify(bucket);
        assertThat(tampered.toText()).contains("memory:/ is NOT CLEAN: 1 error, 0 warnings");
        assertThat(tampered.toJson())
                .contains("\"clean\":false", "\"code\":\"EXP-211\"", "\"severity\":\"error\"")
                .endsWith("}\n");
    }

    @Test
    void aStoreThatFailsProvesNothing() {
        Failpoints failpoints = new Failpoints();
        failpoints.arm(12, Failpoints.Fault.FAILURE);
        assertThatThrownBy(() -> new ExportVerifier(new FailingObjectStore(new MemoryObjectStore(bucket), failpoints))
                        .verify("x"))
                .isInstanceOf(IOException.class);
    }

    private void exportMore(String content, int run) {
        try (StepHarness host = ExportHost.of(bucket, new Failpoints())) {
            host.enqueue(content, fragment(run, 0, 1));
            host.triggerUntilIdle(2);
        }
    }

    private static VerificationReport verify(Bucket bucket) throws IOException {
        return new ExportVerifier(new MemoryObjectStore(bucket)).verify("memory:/");
    }

    private static Arguments tampering(String what, String code, Consumer<Bucket> tamper) {
        return Arguments.of(what, code, tamper);
    }

    private static String entry(int number) {
        return HOME + "log/0000000000000000000" + number + ".json";
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static void flip(Bucket bucket, String key, int index) {
        byte[] bytes = bucket.objects().get(key);
        bytes[index] ^= 1;
        bucket.put(key, bytes);
    }

    private static void append(Bucket bucket, String key, String more) {
        bucket.put(key, text(new String(bucket.objects().get(key), UTF_8) + more));
    }

    private static void replace(Bucket bucket, String key, String from, String to) {
        String before = new String(bucket.objects().get(key), UTF_8);
        List<String> changed = List.of(before.replace(from, to));
        assertThat(changed.get(0)).isNotEqualTo(before);
        bucket.put(key, text(changed.get(0)));
    }
}
