import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Names that SAM looks for, in its order: the first is the template of the project. */
const SAM = ['template.yaml', 'template.yml', 'template.json'];

/** What `serverless package` writes. */
const SERVERLESS = 'cloudformation-template-update-stack.json';

/**
 * What a folder holds that machines can be read from: itself when it is a cloud assembly, else the template of SAM or CloudFormation, that of the
 * Serverless Framework, and the assembly in `cdk.out`.
 */
export function templatesIn(folder: string): readonly string[] {
  if (existsSync(join(folder, 'manifest.json'))) return [folder];
  const firstOf = (...names: readonly string[]): readonly string[] => {
    const found = names.map((name) => join(folder, name)).find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
    return found === undefined ? [] : [found];
  };
  const assembly = join(folder, 'cdk.out');
  return [
    ...firstOf(...SAM),
    ...firstOf(SERVERLESS, join('.serverless', SERVERLESS)),
    ...(existsSync(join(assembly, 'manifest.json')) ? [assembly] : []),
  ];
}
