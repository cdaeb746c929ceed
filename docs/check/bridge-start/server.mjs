// The peer: a stdio server on the official TypeScript SDK with as many tools as the bridge has, as its documentation writes one. Each
// tool makes one fetch of the address that is given.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';

const [address, tools] = process.argv.slice(2);
const server = new McpServer({ name: 'peer', version: '0.1.0' });
for (let i = 0; i < Number(tools); i++) {
  const inputSchema = { recipient_id: z.string().optional(), limit: z.number().int().min(1).max(100).optional() };
  server.registerTool(`tool_${i}`, { description: 'Fetches.', inputSchema }, async () => ({
    content: [{ type: 'text', text: await (await fetch(address)).text() }],
  }));
}
await server.connect(new StdioServerTransport());
