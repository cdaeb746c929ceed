// An outside MCP client: the TypeScript SDK, which shares no code with the project.
//
//   node client.mjs stdio COMMAND [ARGUMENT...]    the environment is handed on
//   node client.mjs http URL                       bearer key in CLIENT_API_KEY, if any
//
// Standard input: a JSON array of tool calls, [{"name": "…", "arguments": {…}}]. Standard output: one line of JSON,
// {"server": "…", "instructions": "…", "tools": ["…"], "results": [what each call returned]}.
import { text } from 'node:stream/consumers';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

function transport([kind, target, ...args]) {
  switch (kind) {
    case 'stdio':
      return new StdioClientTransport({ command: target, args, env: process.env, stderr: 'inherit' });
    case 'http': {
      const key = process.env.CLIENT_API_KEY;
      const headers = key ? { Authorization: `Bearer ${key}` } : {};
      return new StreamableHTTPClientTransport(new URL(target), { requestInit: { headers } });
    }
    default:
      throw new Error(`the first argument must be stdio or http, not ${kind}`);
  }
}

const calls = JSON.parse(await text(process.stdin));
const client = new Client({ name: 'outside-client', version: '0.1.0' });
await client.connect(transport(process.argv.slice(2)));
try {
  const { tools } = await client.listTools();
  const results = [];
  for (const call of calls) {
    results.push(await client.callTool(call));
  }
  const answer = {
    server: client.getServerVersion()?.name,
    instructions: client.getInstructions(),
    tools: tools.map((tool) => tool.name),
    results,
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
} finally {
  await client.close();
}
