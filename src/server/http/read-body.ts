import type { IncomingMessage } from 'node:http';
import { ServiceProblem } from '../service-problem';

/** Bytes of a request: a definition of a megabyte, every character of it escaped, fits. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Reads the body of a request. Throws for one that is larger than a request may be; the rest of it is not kept. */
export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_BYTES) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on('end', () => {
      if (size <= MOST_BYTES) resolve(Buffer.concat(chunks).toString('utf8'));
      else reject(new ServiceProblem('RequestEntityTooLargeException', `A request has at most ${MOST_BYTES} bytes.`, {}, 413));
    });
    request.on('error', reject);
    request.on('aborted', () => reject(new ServiceProblem('RequestAborted', 'The client hung up.')));
  });
}
