/** The hash that CDK puts at the end of a logical id, with the code hash of a Lambda version or API deployment behind it. */
const HASH = /[0-9A-F]{8}(?:[0-9a-f]{32})?$/;

/** A logical id without the hash that CDK appends, or the id itself when nothing else would be left. */
export function withoutHash(logicalId: string): string {
  return logicalId.replace(HASH, '') || logicalId;
}

/** True for a name that CDK made from the construct's path, hash included (activities have such), rather than a person. */
export function isNamedByCdk(name: string, logicalId: string): boolean {
  const readable = withoutHash(name);
  return readable !== name && logicalId !== withoutHash(logicalId) && readable.endsWith(withoutHash(logicalId));
}

const NESTED_STACK = /^(.*)\.NestedStack\/[^/]+\.NestedStackResource$/;

/** The path of the nested stack whose `AWS::CloudFormation::Stack` stands at a path; undefined for all other resources. */
export function nestedStackPath(resourcePath: string): string | undefined {
  return NESTED_STACK.exec(resourcePath)?.[1];
}

/** The path of the construct a person wrote: an L2's default child (`…/Resource`, `…/Default`) stands for the L2 itself. */
export function constructPathOf(resourcePath: string): string {
  const nestedStack = nestedStackPath(resourcePath);
  if (nestedStack !== undefined) return nestedStack;
  const segments = resourcePath.split('/').filter((segment) => segment !== '');
  const last = segments.at(-1);
  if (segments.length > 2 && (last === 'Resource' || last === 'Default')) segments.pop();
  return segments.join('/');
}

/** The last segment of a construct's path. */
export function constructIdOf(constructPath: string): string {
  return constructPath.slice(constructPath.lastIndexOf('/') + 1);
}

/** A readable physical name: the construct path joined with hyphens, or the stack and the logical id without its hash. */
export function generatedName(logicalId: string, constructPath: string | undefined, stackPath: string | undefined): string {
  const path = constructPath ?? (stackPath === undefined ? withoutHash(logicalId) : `${stackPath}/${withoutHash(logicalId)}`);
  return slug(path);
}

/** A text with hyphens in the place of what the names of resources do not have: `/shop/ship:arn` is `shop-ship-arn`. */
export function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9_]+/g, '-').replace(/^-|-$/g, '') || 'unnamed';
}
