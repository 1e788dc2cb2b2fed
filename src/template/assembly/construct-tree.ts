import { isJsonObject, type JsonObject, ownKey } from '../../asl';
import { inAssembly } from './inside-assembly';
import { readJson } from './read-json';

/** One construct of the app, from `tree.json`. */
export interface TreeConstruct {
  readonly path: string;
  readonly id: string;
  /** Class, as far as CDK knows it: `aws-cdk-lib.aws_stepfunctions_tasks.LambdaInvoke`. */
  readonly className?: string;
  /** Set on constructs that are resources. */
  readonly logicalId?: string;
}

/** Every construct of `tree.json`, parents first; large trees go on in further files. Empty when there is no such file. */
export function readConstructTree(folder: string, file: string): readonly TreeConstruct[] {
  const found: TreeConstruct[] = [];
  const forests = new Map<string, JsonObject | undefined>();
  const followed = new Set<string>();
  const subtree = (node: JsonObject): JsonObject => {
    if (typeof node.fileName !== 'string' || typeof node.treeId !== 'string') return node;
    const reference = `${node.fileName}#${node.treeId}`;
    if (followed.has(reference)) return node;
    followed.add(reference);
    if (!forests.has(node.fileName)) forests.set(node.fileName, readJson(inAssembly(folder, node.fileName)));
    const forest = forests.get(node.fileName)?.forest;
    const root = isJsonObject(forest) ? ownKey(forest, node.treeId) : undefined;
    return isJsonObject(root) ? root : node;
  };
  const waiting: unknown[] = [readJson(inAssembly(folder, file))?.tree];
  for (let next = waiting.pop(); next !== undefined || waiting.length > 0; next = waiting.pop()) {
    if (!isJsonObject(next)) continue;
    const node = subtree(next);
    if (typeof node.path === 'string' && typeof node.id === 'string') found.push(describedConstruct(node, node.path, node.id));
    if (isJsonObject(node.children)) waiting.push(...Object.values(node.children).reverse());
  }
  return found;
}

function describedConstruct(node: JsonObject, path: string, id: string): TreeConstruct {
  const className = isJsonObject(node.constructInfo) ? node.constructInfo.fqn : undefined;
  const logicalId = isJsonObject(node.attributes) ? ownKey(node.attributes, 'aws:cdk:cloudformation:logicalId') : undefined;
  return {
    path,
    id,
    ...(typeof className === 'string' ? { className } : {}),
    ...(typeof logicalId === 'string' ? { logicalId } : {}),
  };
}
