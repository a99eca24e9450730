// Checks a delivery as its receiver would, by the library of the Standard Webhooks specification.
// In: {"secret": "whsec_...", "headers": {...}, "body": "..."}. Out: the payload's automation name, or why it was refused.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { Webhook } = createRequire(process.env.NODE_MODULES_HOME + "/package.json")("standardwebhooks");
const delivery = JSON.parse(readFileSync(0, "utf8"));
try {
  const payload = new Webhook(delivery.secret).verify(delivery.body, delivery.headers);
  console.log("taken: " + payload.automation.name);
} catch (refusal) {
  console.log("refused: " + refusal.message);
}
