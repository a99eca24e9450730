// Tests talk to this machine only, whatever a client would like to do.
const reach = globalThis.fetch;
globalThis.fetch = (target, options) => {
  const url = new URL(target instanceof Request ? target.url : String(target));
  if (url.hostname !== "127.0.0.1") {
    console.error(`braintrust: the client wanted to reach ${url.hostname}`);
    process.exit(1);
  }
  return reach(target, options);
};
