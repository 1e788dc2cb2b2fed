import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// The compiler takes seconds, more on a busy machine.
jest.setTimeout(120_000);

// One suite and one program: loading the library and our types takes longer than judging all snippets.
for (const file of readdirSync(__dirname)) if (file.endsWith('.snippets.ts')) require(join(__dirname, file));
