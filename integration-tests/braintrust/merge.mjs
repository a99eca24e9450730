// Each line is {"row":{...},"parts":[{...},...]}; answers what the client's own merge makes of it.
import { createInterface } from "node:readline";
import { mergeDictsWithPaths } from "braintrust/util";

for await (const line of createInterface({ input: process.stdin })) {
  const { row, parts } = JSON.parse(line);
  for (const { _merge_paths: mergePaths = [], ...mergeFrom } of parts) {
    mergeDictsWithPaths({ mergeInto: row, mergeFrom, mergePaths });
  }
  console.log(JSON.stringify(row));
}
