/** What a command reads and writes: the process's own streams, or a test's. */
export interface Terminal {
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** All of standard input. */
  readonly readInput: () => string;
  /** Resolves when the user ends a command that would run for ever. */
  readonly interrupted: Promise<void>;
}

/** One command of the program: gives the exit code. */
export type Command = (options: readonly string[], terminal: Terminal) => number | Promise<number>;
