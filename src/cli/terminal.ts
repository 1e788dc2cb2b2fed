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
  /** Says that nobody waits for `interrupted` any longer, so that the next interruption ends the process at once, until somebody asks for it again. */
  readonly released?: () => void;
  /** Whether standard output is a screen, which is told things as they happen. @default false */
  readonly isScreen?: boolean;
  /** Whether that screen shows colours. @default false */
  readonly colors?: boolean;
  /** Asks the user for a line: undefined when there will be none. Absent where nobody can be asked. */
  readonly ask?: (question: string) => Promise<string | undefined>;
}

/** One command of the program: gives the exit code. */
export type Command = (options: readonly string[], terminal: Terminal) => number | Promise<number>;
