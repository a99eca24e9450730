package io.btautomations.engine.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.CompiledQuery;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.execute.QueryExecutor;
import io.btautomations.btql.execute.QueryLimitException;
import io.btautomations.btql.execute.QueryLimits;
import io.btautomations.btql.execute.QueryStatistics;
import io.btautomations.btql.execute.ResultRow;
import io.btautomations.btql.execute.SpillSpace;
import io.btautomations.btql.function.CallContext;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.row.RowReading;
import io.btautomations.core.braintrust.TransactionId;
import io.btautomations.core.port.WallClock;
import io.btautomations.engine.query.ParquetWriter;
import io.btautomations.engine.serve.log.LogException;
import io.btautomations.engine.serve.log.LogStore;
import io.btautomations.engine.serve.log.LogView;
import io.btautomations.engine.serve.log.ReadBytes;
import io.btautomations.engine.serve.log.RowJson;
import io.btautomations.engine.serve.log.ServedObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** {@code POST /btql}: answers queries. */
final class QueryEndpoint implements Endpoint {

    /** Rows of a page, whatever the query asks for, as in Braintrust. */
    static final int MOST_ROWS = 1_000;

    private final LogStore store;
    private final WallClock clock;
    private final ServerLimits limits;
    private final SpillSpace space;
    private final RateLimit rate;
    private final Semaphore running =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
    private final BtqlOptions options;

    QueryEndpoint(LogStore store, WallClock clock, ServerLimits limits, SpillSpace space) {
        this.store = store;
        this.clock = clock;
        this.limits = limits;
        this.space = space;
        this.rate = new RateLimit(limits.queriesAMinute(), clock);
        QueryLimits standard = QueryLimits.STANDARD;
        this.options = BtqlOptions.of(clock::now)
                .withLimits(new QueryLimits(standard.groups(), standard.traces(), limits.queryBytes()));
    }

    /** A query that can be run. */
    private record Prepared(CompiledQuery query, PagePlan plan, LogView rows) {}

    @Override
    public void answer(Exchange exchange) throws IOException, RequestFailure {
        Instant begin = clock.now();
        rate.take();
        QueryRequest request = QueryRequest.of(exchange.json(limits.requestBytes()));
        try {
            running.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RequestFailure.stopping();
        }
        try {
            answer(exchange, request, begin);
        } finally {
            running.release();
        }
    }

    private void answer(Exchange exchange, QueryRequest request, Instant begin) throws IOException, RequestFailure {
        Prepared prepared = prepare(request);
        ReadBytes read = new ReadBytes();
        try (Spool rows = new Spool(space, limits.responseBytes())) {
            QueryStatistics statistics = run(request, prepared, read, rows);
            headers(exchange, statistics, prepared.rows(), begin);
            send(exchange, request, prepared, statistics, read, rows);
        } catch (Spool.FullException e) {
            throw RequestFailure.tooLarge(
                    "the result has " + e.getMessage() + "; ask for fewer rows with a limit, or select fewer fields");
        } catch (QueryLimitException e) {
            throw RequestFailure.malformed("the query needs too much memory: " + e.getMessage()
                    + "; filter by _pagination_key or created, or group by less");
        }
    }

    private Prepared prepare(QueryRequest request) throws IOException, RequestFailure {
        CompiledQuery query = request.compiled(options);
        PagePlan page = PagePlan.of(query.plan(), MOST_ROWS);
        LogView rows = rows(page.scan());
        if (request.version().isPresent()) {
            if (page.scan().source().equals(Optional.of(ServedObject.Kind.PROJECT.source()))) {
                throw RequestFailure.malformed("\"version\" is for experiments and datasets only");
            }
            rows = rows.asOf(request.version().get());
        }
        return new Prepared(query, page.unsorted(rows.ordersTransactions()), rows);
    }

    private LogView rows(PlanNode.Scan scan) throws IOException, RequestFailure {
        if (scan.source().isEmpty()) {
            throw RequestFailure.malformed("a FROM clause is required, such as from: project_logs('name')");
        }
        String source = scan.source().get();
        ServedObject.Kind kind = Arrays.stream(ServedObject.Kind.values())
                .filter(each -> each.source().equals(source))
                .findFirst()
                .orElseThrow(() -> RequestFailure.malformed(
                        "this server has no " + source + "; project_logs, experiment and dataset can be read"));
        if (scan.ids().isEmpty()) {
            throw RequestFailure.malformed("the source needs an id or name, such as " + source + "('name')");
        }
        try {
            LogView all = store.view(object(kind, scan.ids().getFirst()));
            for (String id : scan.ids().subList(1, scan.ids().size())) {
                all = all.and(store.view(object(kind, id)));
            }
            return all;
        } catch (LogException e) {
            throw RequestFailure.of(e);
        }
    }

    private ServedObject object(ServedObject.Kind kind, String idOrName) throws IOException, RequestFailure {
        Optional<ServedObject> found = store.find(kind, idOrName);
        if (found.isPresent()) {
            return found.get();
        }
        List<String> names = store.all(kind).stream().map(ServedObject::name).toList();
        throw RequestFailure.forbidden("there is no " + kind.word() + " '" + idOrName + "' here; "
                + (names.isEmpty()
                        ? "there is none at all"
                        : "there are " + names.stream().limit(20).collect(Collectors.joining("', '", "'", "'"))));
    }

    private QueryStatistics run(QueryRequest request, Prepared prepared, ReadBytes read, Spool target)
            throws IOException, QueryLimitException {
        PagePlan plan = prepared.plan();
        CallContext context = new CallContext(
                clock.now(),
                options.withTimeZoneOffsetMinutes(request.timeZoneOffset()).timeZoneOffset(),
                options.prices());
        QueryExecutor executor = new QueryExecutor(options.limits(), options.sampleSeed(), RowReading.STANDARD);
        try (RowSink sink = sink(request, prepared, target)) {
            QueryStatistics statistics = executor.run(
                    plan.plan(),
                    prepared.rows().rows(plan.range(), plan.isAscending(), read),
                    context,
                    sink::accept,
                    Optional.of(space));
            sink.finish();
            return statistics;
        }
    }

    /** Writes rows of a result. */
    private interface RowSink extends AutoCloseable {

        void accept(ResultRow row) throws IOException;

        void finish() throws IOException;

        @Override
        void close() throws IOException;
    }

    private RowSink sink(QueryRequest request, Prepared prepared, Spool target) {
        return switch (request.format()) {
            case JSON -> new JsonSink(target, true);
            case JSONL -> new JsonSink(target, false);
            case PARQUET ->
                new ParquetSink(new ParquetWriter(target, prepared.query().columns(), space));
        };
    }

    private record ParquetSink(ParquetWriter writer) implements RowSink {

        @Override
        public void accept(ResultRow row) throws IOException {
            writer.accept(row);
        }

        @Override
        public void finish() throws IOException {
            writer.finish();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    /** @param isList whether commas stand between rows; else each has a line end */
    private record JsonSink(Spool out, boolean isList) implements RowSink {

        @Override
        public void accept(ResultRow row) throws IOException {
            if (isList && out.size() > 0) {
                out.write(',');
            }
            Optional<byte[]> source = row.source();
            out.write(source.isPresent() ? source.get() : row.toJson().getBytes(StandardCharsets.UTF_8));
            if (!isList) {
                out.write('\n');
            }
        }

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }

    private void headers(Exchange exchange, QueryStatistics statistics, LogView rows, Instant begin) {
        cursor(statistics).ifPresent(cursor -> exchange.header("x-bt-cursor", cursor));
        exchange.header("x-bt-freshness-state", freshness(rows).toString());
        exchange.header(
                "x-bt-api-duration-ms",
                Long.toString(Math.max(0, Duration.between(begin, clock.now()).toMillis())));
    }

    private static Optional<String> cursor(QueryStatistics statistics) {
        return statistics.rowsReturned() == 0 ? Optional.empty() : statistics.cursor();
    }

    private void send(
            Exchange exchange,
            QueryRequest request,
            Prepared prepared,
            QueryStatistics statistics,
            ReadBytes read,
            Spool rows)
            throws IOException {
        switch (request.format()) {
            case JSONL -> exchange.send(200, "application/json", rows.size(), rows::copyTo);
            case PARQUET -> exchange.send(200, "application/vnd.apache.parquet", rows.size(), rows::copyTo);
            case JSON -> {
                byte[] rest = rest(prepared, statistics, read);
                byte[] begin = "{\"data\":[".getBytes(StandardCharsets.US_ASCII);
                long length = begin.length + rows.size() + rest.length;
                exchange.send(200, "application/json", length, out -> {
                    out.write(begin);
                    rows.copyTo(out);
                    out.write(rest);
                });
            }
        }
    }

    /** What follows the rows. */
    private static byte[] rest(Prepared prepared, QueryStatistics statistics, ReadBytes read) {
        ObjectNode rest = RowJson.MAPPER.createObjectNode();
        rest.set(
                "schema",
                ResultSchema.of(prepared.plan().plan(), prepared.plan().scan()));
        cursor(statistics).ifPresent(cursor -> rest.put("cursor", cursor));
        ObjectNode realtime = rest.putObject("realtime_state");
        realtime.put("type", "on");
        realtime.putNull("minimum_xact_id");
        realtime.set("actual_xact_id", text(prepared.rows().settled()));
        realtime.put("read_bytes", read.count());
        rest.set("freshness_state", freshness(prepared.rows()));
        ArrayNode warnings = warnings(prepared);
        if (!warnings.isEmpty()) {
            rest.set("warnings", warnings);
        }
        String members = rest.toString().substring(1);
        return ("]," + members).getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode freshness(LogView rows) {
        ObjectNode freshness = RowJson.MAPPER.createObjectNode();
        freshness.set("last_processed_xact_id", text(rows.settled()));
        freshness.set("last_considered_xact_id", text(rows.settled()));
        return freshness;
    }

    private static JsonNode text(Optional<TransactionId> transaction) {
        return transaction.map(id -> (JsonNode) TextNode.valueOf(id.toString())).orElse(NullNode.getInstance());
    }

    private static ArrayNode warnings(Prepared prepared) {
        ArrayNode warnings = RowJson.MAPPER.createArrayNode();
        for (Diagnostic diagnostic : prepared.query().warnings()) {
            warning(warnings, diagnostic.code(), diagnostic.message());
        }
        if (prepared.plan().isLimited()) {
            warning(warnings, "limit_lowered", "a result has at most " + MOST_ROWS + " rows; go on with its cursor");
        }
        return warnings;
    }

    private static void warning(ArrayNode warnings, String code, String message) {
        ObjectNode warning = warnings.addObject();
        warning.put("code", code);
        warning.put("message", message);
        warning.put("stage", "binder");
        warning.put("severity", "warning");
    }
}
