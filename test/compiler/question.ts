/** What an editor asks the compiler about a place in a file. */
export interface Question {
  /** The whole path of a file on the disk. */
  readonly path: string;
  readonly text: string;
  /** Counts from 0. */
  readonly position: number;
  /** What stands there, what can be written there, or what is wrong in the whole file: a message, and the line from where it is about. */
  readonly wants: 'type' | 'names' | 'problems';
}
