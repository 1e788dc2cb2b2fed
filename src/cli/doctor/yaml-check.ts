import type { DoctorCheck } from './check';
import { installedVersion } from './installed-version';

const DEFINITIONS = /(?:^|\/)(?:template\.ya?ml|[^/]*\.(?:asl|template)\.ya?ml)$/;

/** YAML is read by a package of the project, which is needed once there is something to read. */
export function yamlCheck(project: string, files: readonly string[]): DoctorCheck {
  const found = installedVersion('yaml', project);
  const file = files.find((each) => DEFINITIONS.test(each));
  const paste = 'npm install --save-dev yaml';
  if (found !== undefined) return { name: 'yaml', status: 'ok', found, message: 'reads templates and definitions in YAML' };
  if (file === undefined) return { name: 'yaml', status: 'absent', message: 'not installed: for templates and definitions in YAML', paste };
  return { name: 'yaml', status: 'wrong', message: `not installed, and ${file} is in YAML`, paste };
}
