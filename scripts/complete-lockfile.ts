/**
 * Adds to package-lock.json the platform packages that the registry at hand did not offer.
 *
 * A registry mirror may hold binaries for some platforms only. npm then writes a lockfile without the others, and `npm ci` refuses
 * that lockfile everywhere. An entry that names the platform is enough: npm skips it where the platform differs, and fetches it by
 * its exact version where it fits. Run it after `npm install` (npm run lockfile).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  version: string;
  cpu?: string[];
  dev?: boolean;
  libc?: string[];
  optional?: boolean;
  os?: string[];
  optionalDependencies?: Record<string, string>;
}

const file = join(__dirname, '..', 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, LockedPackage> };

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

const added: string[] = [];
for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const parts = name.split(/[/-]/);
    const os = parts.filter((part) => systems.includes(part));
    const cpu = parts.filter((part) => processors.includes(part));
    const path = `node_modules/${name}`;
    if (lock.packages[path] || !/^\d/.test(version) || os.length !== 1 || cpu.length !== 1) {
      continue;
    }
    const libc = parts.includes('musl') ? { libc: ['musl'] } : parts.includes('gnu') ? { libc: ['glibc'] } : {};
    lock.packages[path] = { version, cpu, ...(parent.dev ? { dev: true } : {}), ...libc, optional: true, os };
    added.push(`${name}@${version}`);
  }
}

if (added.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(added.length > 0 ? `added ${added.join(', ')}` : 'package-lock.json names every platform');
