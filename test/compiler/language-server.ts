import { type ChildProcess, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import type { Judge } from './judge';
import type { Question } from './question';

interface Diagnostic {
  /** 1 is an error. */
  readonly severity: number;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

type Send = (message: Readonly<Record<string, unknown>>) => void;
type Ask = (method: string, params?: unknown) => Promise<unknown>;

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly items?: readonly unknown[] };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** What editors show and offer that ask TypeScript 7 by the Language Server Protocol, in the files of a folder with a `tsconfig.json`. */
export async function askLanguageServer(
  folder: string,
  questions: readonly Question[],
  judge: Judge,
): Promise<readonly (readonly string[])[]> {
  const server = spawn(process.execPath, [judge.command, '--lsp', '--stdio'], {
    cwd: folder,
    env: { ...process.env, ...judge.environment },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const [send, ask] = conversation(server);
  // Without its documentation.
  const hover = { contentFormat: ['markdown'] };
  await ask('initialize', { processId: process.pid, rootUri: uriOf(folder), capabilities: { textDocument: { hover } } });
  send({ method: 'initialized', params: {} });
  const answers: (readonly string[])[] = [];
  for (const { path, text, position, wants } of questions) {
    const uri = uriOf(path);
    send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'typescript', version: 1, text } } });
    const before = text.slice(0, position).split('\n');
    const place = { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1)?.length } };
    const [method, read] = methods[wants];
    answers.push(read(await ask(`textDocument/${method}`, place), text));
  }
  await ask('shutdown');
  send({ method: 'exit' });
  server.stdin?.end();
  return answers;
}

function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** What to call for what is wanted, and how to read what comes back. */
const methods: Readonly<Record<Question['wants'], readonly [method: string, read: (answer: unknown, text: string) => readonly string[]]>> =
  {
    // What stands in the block of code, before what is documented.
    type: [
      'hover',
      (answer) => {
        const { contents } = answer as { readonly contents: { readonly value: string } };
        return [/```\w*\n([\s\S]*?)\n```/.exec(contents.value)?.[1] ?? ''];
      },
    ],
    // Names, where an editor marks what may be left out.
    names: [
      'completion',
      (answer) => {
        const list = answer as { readonly items: readonly { readonly label: string }[] } | null;
        return (list?.items ?? []).map(({ label }) => label.replace(/\?$/, ''));
      },
    ],
    problems: [
      'diagnostic',
      (answer, text) => {
        const { items } = answer as { readonly items: readonly Diagnostic[] };
        const lines = text.split('\n');
        return items
          .filter(({ severity }) => severity === 1)
          .map(({ message, range: { start } }) => `${message}: ${lines[start.line]?.slice(start.character)}`);
      },
    ],
  };

/** Messages with a header that says their length, in both directions. */
function conversation(server: ChildProcess): readonly [Send, Ask] {
  const { stdin, stdout } = server;
  const waiting = new Map<number, (answer: Answer) => void>();
  let received = Buffer.alloc(0);
  const send: Send = (message) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const take = (answer: Answer): void => {
    const { id, method, params } = answer;
    if (id === undefined) return;
    // The server asks for settings, too: there are none.
    if (method !== undefined) send({ id, result: params?.items?.map(() => null) ?? null });
    else waiting.get(id)?.(answer);
  };
  stdout?.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const end = received.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(received.toString('latin1', 0, Math.max(end, 0)))?.[1]);
      if (!(received.length >= end + 4 + length)) return;
      take(JSON.parse(received.toString('utf8', end + 4, end + 4 + length)) as Answer);
      received = received.subarray(end + 4 + length);
    }
  });
  // Writing fails when it has ended, which is told below.
  stdin?.on('error', () => {});
  server.on('close', (code) => {
    for (const settle of waiting.values()) settle({ error: { message: `the language server of TypeScript ended with ${code}` } });
  });
  const ask: Ask = (method, params) =>
    new Promise((resolve, reject) => {
      const id = waiting.size + 1;
      waiting.set(id, ({ result, error }) => (error === undefined ? resolve(result) : reject(new Error(error.message))));
      send({ id, method, ...(params === undefined ? {} : { params }) });
    });
  return [send, ask];
}
