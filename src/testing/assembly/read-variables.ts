/** `process.env.STAGE` and `process.env['STAGE']`, `os.environ['STAGE']`, `os.environ.get('STAGE')`, `getenv("STAGE")`. */
const READ = /(?:\bprocess\.env(?:\.|\?\.|\[\s*['"`])|\benviron(?:\.get)?\s*[[(]\s*['"]|\bgetenv\(\s*['"])([A-Za-z_]\w*)/g;

/** `const { STAGE, REGION: region = 'eu' } = process.env`. */
const TAKEN_APART = /\{([^{}]*)\}\s*=\s*process\.env\b/g;

/** The names of the environment variables that a source file reads by name, sorted. */
export function readVariables(source: string): readonly string[] {
  const names = new Set<string>();
  for (const [, name = ''] of source.matchAll(READ)) names.add(name);
  for (const [, inside = ''] of source.matchAll(TAKEN_APART)) {
    for (const part of inside.split(',')) {
      const [name] = /^[A-Za-z_]\w*/.exec(part.trim()) ?? [];
      if (name !== undefined) names.add(name);
    }
  }
  return [...names].sort();
}
