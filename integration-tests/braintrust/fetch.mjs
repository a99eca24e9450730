// Fetches with the client's own fetchers, a few rows at a time; prints what log.mjs prints.
import { initLogger, initDataset, init, ObjectFetcher, loginToState } from "braintrust";

const say = (kind, row) => console.log(JSON.stringify({ kind, ...row }));

class ProjectLogs extends ObjectFetcher {
  constructor(state, id) {
    super("project_logs");
    this.state = state;
    this.projectId = id;
  }
  get id() {
    return Promise.resolve(this.projectId);
  }
  async getState() {
    return this.state;
  }
}

const project = await initLogger({ projectName: "Support Bot" }).id;
for await (const row of new ProjectLogs(await loginToState(), project).fetch({ batchSize: 3 })) {
  const large = row.span_attributes.name === "large";
  say("project_logs", {
    id: row.id, output: row.output, span_parents: row.span_parents, is_root: row.is_root,
    name: row.span_attributes.name, type: row.span_attributes.type,
    ...(large ? { length: row.input.length } : { span_id: row.span_id, root_span_id: row.root_span_id }),
    ...(row.is_root && !large
      ? { metadata: row.metadata, scores: row.scores, tags: row.tags, error: row.error,
          comments: row.comments && row.comments.map((each) => each.comment.text) }
      : {}),
    ...(row.is_root ? {} : { tokens: row.metrics.tokens }),
  });
}
for await (const row of initDataset("Support Bot", { dataset: "Cases" }).fetch({ batchSize: 2 })) {
  say("dataset", { id: row.id, input: row.input, expected: row.expected, metadata: row.metadata, tags: row.tags });
}
for await (const row of init("Support Bot", { experiment: "Try", open: true }).fetch()) {
  say("experiment", { id: row.id, input: row.input, output: row.output, expected: row.expected, scores: row.scores,
    metadata: row.metadata });
}
