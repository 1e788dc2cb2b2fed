/** Where this package lies, `lib` as published and `src` here, as a frame of a stack names it; undefined where it is bundled with a program. */
let own: string | undefined | null = null;

function ownFolder(): string | undefined {
  if (own === null) {
    const [, frame = ''] = new Error('here').stack?.split('\n') ?? [];
    own = /(?:\(|at )(?:file:\/\/)?([^()]*[\\/])asl[\\/][^\\/]+$/.exec(frame)?.[1];
  }
  return own;
}

/** Frames that are looked through for the caller: node takes ten, of which none may be the caller's. */
const DEEPEST = 100;

/**
 * Has the stack of an error begin at whoever called this package. A runner shows the first frames, or the lines of the program at the first one; a
 * mistake of the caller is not where it was noticed. Frames are only made into text when somebody reads them.
 *
 * @param made the constructor of the error, whose own frame says nothing
 */
export function showCaller(error: Error, made: NewableFunction | CallableFunction = showCaller): void {
  const { stackTraceLimit } = Error;
  if (!(stackTraceLimit > 0) || typeof Error.captureStackTrace !== 'function') return;
  const holder: { stack?: string } = {};
  try {
    Error.stackTraceLimit = Math.max(stackTraceLimit, DEEPEST);
    Error.captureStackTrace(holder, made);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  let text: string | undefined;
  // To define a property, V8 asks for the value that was there, and would make all of those frames into text for it.
  delete error.stack;
  Object.defineProperty(error, 'stack', {
    configurable: true,
    get: () => {
      text ??= `${error.name}: ${error.message}\n${callersFrames(holder.stack ?? '', stackTraceLimit)}`;
      return text;
    },
    set: (given: string) => {
      text = given;
    },
  });
}

/** The frames of others; all of them where there are no others, as behind an `await`. */
function callersFrames(stack: string, most: number): string {
  const folder = ownFolder();
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const others = frames.filter((frame) => folder === undefined || !frame.includes(folder));
  return (others.length === 0 ? frames : others).slice(0, most).join('\n');
}
