// A server in a process of its own: `endpoint-server.mjs LIB` is ours, `endpoint-server.mjs bare ANSWER` answers the same body to everybody. Tells its address, and what memory it takes when it is asked.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const [what, answer] = process.argv.slice(2);
if (what === 'bare') {
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      JSON.parse(Buffer.concat(chunks).toString());
      const body = JSON.stringify(JSON.parse(answer));
      response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0', 'Content-Length': Buffer.byteLength(body) });
      response.end(body);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
} else {
  const { startServer } = createRequire(import.meta.url)(`${what}/server`);
  const server = await startServer({ keptExecutions: 1000 });
  process.send({ url: server.url });
}
process.on('message', () => {
  globalThis.gc?.();
  process.send({ megabytes: process.memoryUsage().rss / 1048576 });
});
process.on('disconnect', () => process.exit());
