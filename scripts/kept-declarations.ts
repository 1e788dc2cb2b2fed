import { existsSync } from 'node:fs';
import { keepWritten, keptFolder } from './kept-compiled';
import { writeDeclarations } from './write-declarations';

/** The folder with the declarations of `lib/`, written unless that was done before from the same sources. Their types are not judged. */
export function keptDeclarations(): string {
  const kept = ['package', 'declarations'] as const;
  const found = kept.map(keptFolder).find((folder) => existsSync(folder));
  if (found !== undefined) return found;
  const folder = keptFolder('declarations');
  keepWritten(folder, (making) => {
    const problems = writeDeclarations(making, false);
    if (problems !== '') throw new Error(problems);
  });
  return folder;
}
