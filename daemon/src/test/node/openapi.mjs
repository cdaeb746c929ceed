// Holds a document against the published schema of OpenAPI 3.1, by a validator that shares no code with the project.
//
//   node openapi.mjs FILE
//
// Exit status 0 when it is valid; else 1, and what is wrong on standard error.
import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';

const document = JSON.parse(await readFile(process.argv[2], 'utf8'));
const validator = new Validator();
const { valid, errors } = await validator.validate(document);
if (!valid || validator.version !== '3.1') {
  process.stderr.write(`${JSON.stringify(errors ?? `version ${validator.version}`, null, 2)}\n`);
  process.exitCode = 1;
}
