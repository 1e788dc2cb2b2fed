/**
 * A JSONPath as a person would say it, in the words that {@link expressionText} has for JSONata: `$.order.total` is `order.total`, the context object is
 * `context`, and the whole input `input`. Variables keep their dollar.
 */
export function pathText(path: string): string {
  if (path === '$') return 'input';
  if (path === '$$') return 'context';
  if (path.startsWith('$$.')) return `context.${path.slice('$$.'.length)}`;
  return /^\$\.[\p{L}_]/u.test(path) ? path.slice('$.'.length) : path;
}
