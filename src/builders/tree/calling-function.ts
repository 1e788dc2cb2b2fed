/** Not every release of Node tells where a function begins. */
type CallSite = Partial<NodeJS.CallSite>;

/**
 * The function of the program that called one of ours, by the place where it begins; undefined for code of a module outside of all
 * functions, and where nobody tells.
 */
export function callingFunction(called: CallableFunction): string | undefined {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder: { stack?: unknown } = {};
  try {
    Error.stackTraceLimit = 1;
    Error.prepareStackTrace = (_error, sites) => sites;
    Error.captureStackTrace(holder, called);
    const site = (holder.stack as readonly CallSite[] | undefined)?.[0];
    const [line, column] = [site?.getEnclosingLineNumber?.() ?? 1, site?.getEnclosingColumnNumber?.() ?? 1];
    return line === 1 && column <= 1 ? undefined : `${site?.getFileName?.() ?? ''}:${line}:${column}`;
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}
