import type { Project } from './project';

const RUNNER_IMPORT = "import 'drystep/jest';\n";
/** What vitest gives to those who import it. */
const GLOBALS = ['describe', 'expect', 'test'];

/** The text of a test that was written for jest and TypeScript, for the runner and the language of a project. */
export function dressTest(text: string, { runner, language, modules }: Omit<Project, 'root'>): string {
  const merged = mergedImports(text);
  const named = runner === 'vitest' ? forVitest(merged) : merged;
  return language === 'javascript' && !modules && runner === 'jest' ? withRequire(named) : named;
}

const NAMED_IMPORT = /^import \{ ([^}]*) \} from ('[^']*');\n/gm;

/** One import for each module. */
function mergedImports(text: string): string {
  const names = new Map<string, Set<string>>();
  for (const [, list = '', module = ''] of text.matchAll(NAMED_IMPORT))
    names.set(module, new Set([...(names.get(module) ?? []), ...list.split(', ')]));
  const written = new Set<string>();
  return text.replaceAll(NAMED_IMPORT, (_, __, module: string) => {
    if (written.has(module)) return '';
    written.add(module);
    return `import { ${[...(names.get(module) ?? [])].sort().join(', ')} } from ${module};\n`;
  });
}

function forVitest(text: string): string {
  const used = GLOBALS.filter((name) => new RegExp(`^\\s*(?:await )?${name}[.(]`, 'm').test(text));
  const lines = text.replace(RUNNER_IMPORT, "import 'drystep/vitest';\n").split('\n');
  const after = lines.length - [...lines].reverse().findIndex((line) => line.startsWith('import '));
  lines.splice(after, 0, `import { ${used.join(', ')} } from 'vitest';`);
  return lines.join('\n');
}

/** Imports stand at the top, one a line. */
function withRequire(text: string): string {
  return text
    .replaceAll(/^import (\{[^}]*\}) from ('[^']*');$/gm, 'const $1 = require($2);')
    .replaceAll(/^import ('[^']*');$/gm, 'require($1);');
}
