// Prints the rows of Parquet files as JSON Lines, each with its column names as keys and without what is null.
// Times are whole microseconds, and whole numbers of 64 bits are text, because a number of JavaScript may not hold them.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.NODE_MODULES_HOME + "/package.json");
const load = name => import(pathToFileURL(require.resolve(name)));
const { asyncBufferFromFile, parquetReadObjects } = await load("hyparquet");
const { compressors } = await load("hyparquet-compressors");

const whole = value => (typeof value === "bigint" ? value.toString() : value);
const parsers = { timestampFromMicroseconds: whole };
for (const name of process.argv.slice(2)) {
  const file = await asyncBufferFromFile(name);
  for (const row of await parquetReadObjects({ file, compressors, parsers })) {
    const present = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
    console.log(JSON.stringify(Object.fromEntries(present), (_, value) => whole(value)));
  }
}
