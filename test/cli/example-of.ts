import { command } from './command';

/** The words of the example in the help of a command, as a shell takes them apart. */
export async function exampleOf(name: string): Promise<readonly string[]> {
  const { output } = await command([name, '--help'], process.cwd());
  const line = /^Example: drystep (.*)$/m.exec(output)?.[1] ?? '';
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, plain]) => single ?? double ?? plain ?? '');
}
