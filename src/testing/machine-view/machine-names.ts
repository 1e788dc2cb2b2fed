import type { SourceMachine } from '../machine/read-source';

/** What a machine may be called outside of its test: its name, construct path, construct id and logical id. */
export function namesOf({ name, extracted }: SourceMachine): readonly string[] {
  const path = extracted?.constructPath;
  const ids = [
    name,
    path,
    path
      ?.replace(/\/Resource$/, '')
      .split('/')
      .at(-1),
    extracted?.logicalId,
  ];
  return ids.filter((id) => id !== undefined);
}
