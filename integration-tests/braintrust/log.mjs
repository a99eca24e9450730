// Logs as an application does; prints what the server should have in the end, a JSON object per line.
import { initLogger, initDataset, init, updateSpan } from "braintrust";

const count = Number(process.argv[2]);
const say = (kind, row) => console.log(JSON.stringify({ kind, ...row }));

const logger = initLogger({ projectName: "Support Bot" });
const exported = [];
for (let i = 0; i < count; i++) {
  await logger.traced(
    async (root) => {
      const metadata = { priority: i % 3, "user.id": `u${i}` };
      const scores = { Factuality: (i % 10) / 10 };
      root.log({ input: { question: `Wie heißt 東京 ${i}?` }, metadata, scores, tags: ["chat"] });
      await root.traced(
        async (llm) => {
          llm.log({ input: [{ role: "user", content: "?" }], output: "Tokio", metrics: { tokens: i } });
          say("project_logs", { id: llm.id, output: "Tokio", span_id: llm.spanId, root_span_id: root.rootSpanId,
            span_parents: [root.spanId], is_root: false, name: "llm", type: "llm", tokens: i });
        },
        { name: "llm", type: "llm" },
      );
      if (i % 2) await logger.flush();
      root.log({ output: `Tokio ${i}`, metadata: { late: true } });
      exported.push(await root.export());
      say("project_logs", { id: root.id, output: `Tokio ${i}`, span_id: root.spanId, root_span_id: root.rootSpanId,
        span_parents: null, is_root: true, name: "turn", type: "task", metadata: { ...metadata, late: true },
        scores: i === 0 ? { ...scores, Helpful: 1 } : scores, tags: i === 0 ? ["chat", "seen"] : ["chat"],
        comments: i === 0 ? ["well done"] : null, error: i === 1 ? "too late" : null });
      if (i === 0) {
        await logger.flush();
        logger.logFeedback({ id: root.id, scores: { Helpful: 1 }, tags: ["seen"], comment: "well done" });
      }
    },
    { name: "turn" },
  );
}
if (count > 1) updateSpan({ exported: exported[1], error: "too late" });
await logger.traced((span) => {
  span.log({ input: "x".repeat(8 << 20) });
  say("project_logs", { id: span.id, output: null, span_parents: null, is_root: true, name: "large", type: "task",
    length: 8 << 20 });
}, { name: "large" });
await logger.flush();

const dataset = initDataset("Support Bot", { dataset: "Cases" });
for (let i = 0; i < 5; i++) dataset.insert({ id: `case ${i}`, input: i, expected: i * i, tags: ["t"] });
await dataset.flush();
dataset.update({ id: "case 1", metadata: { seen: true }, tags: ["u"] });
dataset.delete("case 4");
await dataset.flush();
for (let i = 0; i < 4; i++) {
  say("dataset", { id: `case ${i}`, input: i, expected: i * i, metadata: i === 1 ? { seen: true } : null,
    tags: i === 1 ? ["t", "u"] : ["t"] });
}

const experiment = init("Support Bot", { experiment: "Try" });
const id = experiment.log({ input: 1, output: 2, expected: 3, scores: { exact: 0 }, metadata: { m: 1 } });
await experiment.flush();
say("experiment", { id, input: 1, output: 2, expected: 3, scores: { exact: 0 }, metadata: { m: 1 } });
