// Drives a running service with the official TypeScript client, as an agent does. Writes what it saw as JSON to
// standard output; ends with a status other than 0 when the client refuses something, such as an answer that does not
// follow the tool's output schema.
//
//   node check.mjs http://127.0.0.1:8080/mcp calls.json
import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [url, callsFile] = process.argv.slice(2);

async function connect(headers = {}) {
  const client = new Client({ name: "mcp-client-check", version: "1.0.0" });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  return client;
}

// The code of the failure, or null when there is none.
async function failure(attempt) {
  try {
    await attempt();
    return null;
  } catch (error) {
    return error.code ?? String(error);
  }
}

const client = await connect();
const { tools } = await client.listTools();
const answers = {};
for (const { name, arguments: args } of JSON.parse(await readFile(callsFile, "utf8"))) {
  const result = await client.callTool({ name, arguments: args });
  const text = result.content[0].text;
  const structured = result.structuredContent ?? null;
  (answers[name] ??= []).push({
    isError: result.isError === true,
    structured,
    text,
    textIsStructured: structured !== null && isDeepStrictEqual(JSON.parse(text), structured),
  });
}
const { resourceTemplates } = await client.listResourceTemplates();
const { prompts } = await client.listPrompts();
const resource = await client.readResource({ uri: "otel://traces/node-1" });
const prompt = await client.getPrompt({ name: prompts[0].name, arguments: { complaint: "nobody can pay" } });

console.log(
  JSON.stringify({
    tools,
    answers,
    templates: resourceTemplates.map((template) => template.uriTemplate),
    resource: resource.contents[0].text,
    prompt: prompt.messages[0].content.text,
    unknownTool: await failure(() => client.callTool({ name: "nope", arguments: {} })),
    unknownResource: await failure(() => client.readResource({ uri: "otel://traces/unknown" })),
    promptWithoutArgument: await failure(() => client.getPrompt({ name: prompts[0].name })),
    foreignOrigin: await failure(() => connect({ Origin: "https://evil.example" })),
  }),
);
await client.close();
