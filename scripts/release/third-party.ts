import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that is installed with ours. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** The text of its licence, with the holders of the copyright. */
  readonly text: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly main?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Lists the packages that come with an installation of the package in this folder, those of its dependencies too, sorted by name. */
export function installedWith(root: string): readonly InstalledPackage[] {
  const found = new Map<string, InstalledPackage>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    const folder = join(root, 'node_modules', name);
    const manifest = manifestOf(folder);
    found.set(name, { name, version: manifest.version, license: manifest.license ?? 'unknown', text: licenceOf(folder, manifest) });
    Object.keys(manifest.dependencies ?? {}).forEach(visit);
  };
  Object.keys(manifestOf(root).dependencies ?? {}).forEach(visit);
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Packages that no installation brings: their code is part of a file of ours. */
const BUNDLED = ['preact'];

/** Lists the packages whose code stands in files of the package, beside those that are installed with it. */
export function bundledInto(root: string): readonly InstalledPackage[] {
  return BUNDLED.map((name) => {
    const folder = join(root, 'node_modules', name);
    const manifest = manifestOf(folder);
    return { name, version: manifest.version, license: manifest.license ?? 'unknown', text: licenceOf(folder, manifest) };
  });
}

/** Words THIRD-PARTY-LICENSES. */
export function thirdPartyLicences(packages: readonly InstalledPackage[]): string {
  const sections = packages.map(({ name, version, license, text }) => `${name} ${version} (${license})\n${'-'.repeat(78)}\n\n${text}\n`);
  return [OPENING, ...sections].join(`\n${'='.repeat(78)}\n\n`);
}

const OPENING = `Licences of other people's work that comes with Drystep
${'='.repeat(78)}

These packages are installed beside Drystep, unchanged; the code of preact and of the
layout library (@dagrejs) stands in lib/render/page-program as well, minified, and in the
pages that drystep/render writes. "npm run licenses" writes this file from what is
installed. NOTICE names the data in Drystep that comes from others.
`;

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** The licence's text; where it names no holder of the copyright, the lines of the source that do come first. */
function licenceOf(folder: string, { name, main = 'index.js' }: Manifest): string {
  const file = readdirSync(folder).find((each) => /^licen[cs]e(\.\w+)?$/i.test(each));
  if (file === undefined) throw new Error(`${name} has no licence file in ${folder}. Find its licence, or do without the package.`);
  const text = readFileSync(join(folder, file), 'utf8').trim();
  if (/copyright (\(c\)|©|\d)/i.test(text)) return text;
  const source = join(folder, main);
  const lines = existsSync(source) ? (readFileSync(source, 'utf8').match(/(©|\(c\)) Copyright [^\n]*/gi) ?? []) : [];
  return [...new Set(lines.map((line) => line.replace('*/', '').trim())), '', text].join('\n').trim();
}
